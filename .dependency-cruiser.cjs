/** Which part may import which (DESIGN 1 and 3). ARCHITECTURE.md shows the same as a picture: `npm run diagram`. */
const tests = '\\.test\\.ts$';

/** What a part of the product may not reach; tests and the rehearsal come in through public doors and are ruled below. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'What runs in a circle cannot be understood, or loaded, one file at a time.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'no-orphans',
      'A file that nothing uses is dead, or its wiring was forgotten.',
      {
        orphan: true,
        pathNot: ['^[^/]+$', '\\.d\\.ts$', '\\.mjs$', '/webpack\\.config\\.js$', '/platform-names\\.ts$'],
      },
      {},
    ),
    forbid('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    forbid(
      'declared',
      'Every package is in a package.json.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid(
      'no-development-packages-at-run-time',
      'What runs in production is installed in production.',
      { path: '^(solution|plugins-bridge|relay)/', pathNot: tests },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),

    forbid(
      'solution-stands-alone',
      'The one source of every table and column name depends on nothing of ours.',
      { path: '^solution/' },
      { path: '^(relay|plugins-bridge|pcf-controls|test)/' },
    ),
    forbid(
      'bridge-sees-names-only',
      'The decoder is pure: it knows the names of the solution and nothing else of ours (DESIGN 1).',
      { path: '^plugins-bridge/', pathNot: tests },
      { path: '^(solution|relay|pcf-controls|test)/', pathNot: '^solution/src/index\\.ts$' },
    ),
    forbid(
      'controls-see-names-only',
      'A control knows the names of the solution, and who may ask for what; the rest of ours is not in its bundle.',
      { path: '^pcf-controls/', pathNot: tests },
      {
        path: '^(solution|plugins-bridge|relay|test)/',
        pathNot: '^solution/src/(index|action-rules|role-names)\\.ts$',
      },
    ),
    forbid(
      'controls-take-types-only',
      'The definitions of the solution would be the larger part of a bundle: a control takes their types.',
      { path: '^pcf-controls/', pathNot: tests },
      { path: '^solution/src/index\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'controls-stand-alone',
      'Each control is a project of its own; what two of them need is in pcf-controls/shared.',
      { path: '^pcf-controls/([^/]+)/' },
      { path: '^pcf-controls/', pathNot: ['^pcf-controls/$1/', '^pcf-controls/shared/'] },
    ),
    forbid(
      'relay-sees-doors-only',
      'The relay uses the names of the solution through its public door.',
      { path: '^relay/' },
      {
        path: '^(solution|plugins-bridge|pcf-controls|test)/',
        pathNot: '^(solution|plugins-bridge)/src/index\\.ts$',
      },
    ),
    forbid(
      'nobody-imports-test',
      'The product does not know that it is rehearsed.',
      { pathNot: '^test/' },
      { path: '^test/' },
    ),
    forbid(
      'sandbox-stands-alone',
      'The pretend systems import nothing of ours, so that they cannot merely mirror the relay (DESIGN D11).',
      { path: '^test/sandbox/', pathNot: tests },
      { path: '^(relay|solution|plugins-bridge|pcf-controls|test/(?!sandbox/))' },
    ),
    forbid(
      'tests-use-doors',
      'Rehearsal and whole-system tests use the product as others do; a benchmark may measure an inner part.',
      { path: '^test/(rehearsal|system|simulation)/' },
      {
        path: '^(relay|solution|plugins-bridge)/',
        pathNot: '^(relay/src/index|solution/src/index|plugins-bridge/src/index|solution/pack/pack)\\.ts$',
      },
    ),

    forbid(
      'domain-is-pure',
      'Decisions depend on nothing but the domain; the compiler holds the rest (relay/src/domain/tsconfig.json).',
      { path: '^relay/src/domain/', pathNot: tests },
      { pathNot: '^relay/src/domain/' },
    ),
    forbid(
      'mirakl-rim',
      'A rim knows its own system and the ports, not the other side and not the trade.',
      { path: '^relay/src/mirakl/', pathNot: tests },
      {
        path: '^relay/src/(dataverse|bus|http|flows|app|main|config)',
        pathNot: '^relay/src/http-(port|status)',
      },
    ),
    forbid(
      'dataverse-rim',
      'A rim knows its own system and the ports, not the other side and not the trade.',
      { path: '^relay/src/dataverse/', pathNot: tests },
      {
        path: '^relay/src/(mirakl|bus|http|flows|app|main|config)',
        pathNot: '^relay/src/http-(port|status)',
      },
    ),
    forbid(
      'bus-rim',
      'A rim knows its own system and the ports, not the other side and not the trade.',
      { path: '^relay/src/bus/', pathNot: tests },
      { path: '^relay/src/(mirakl|dataverse|http|flows|app|main|config|ways-in)' },
    ),
    forbid(
      'http-side',
      'The HTTP side shows what the flows say; it talks to no other system.',
      { path: '^relay/src/http/', pathNot: tests },
      { path: '^relay/src/(mirakl|dataverse|bus|app|main|config)' },
    ),
    forbid(
      'flows-use-interfaces',
      'Flows meet the rims at their interfaces; what speaks HTTP is put in by the composition root.',
      { path: '^relay/src/flows/', pathNot: tests },
      {
        path: [
          '^relay/src/(http|app|main|config)(/|\\.)',
          '^relay/src/(mirakl|dataverse)/(http-client|transport|gate|pacer|auth|multipart)',
        ],
      },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|out|generated|\\.cache)/' },
    // Types count: a type of the other side is knowledge of the other side.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
};
