import js from '@eslint/js';
import powerApps from '@microsoft/eslint-plugin-power-apps';
import react from 'eslint-plugin-react';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Time and chance come in through ports (Clock, Ids), so that the whole relay runs inside a simulation. */
const noAmbientTime = [
  'error',
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask the Clock port for the time.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the Clock port for the time.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Chance comes through a port.',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval)$/]',
    message: 'Wait through the Clock port.',
  },
  {
    selector: "CallExpression[callee.object.name='AbortSignal'][callee.property.name='timeout']",
    message: 'Wait through the Clock port.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      'pcf-controls/out/',
      'pcf-controls/*/generated/',
      'pcf-controls/webpack.config.js',
      '**/node_modules/',
      '.cache/',
      '**/*.mjs',
      '*.config.js',
      '.dependency-cruiser.cjs',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-definitions': 'off',
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['relay/src/**/*.ts'],
    ignores: ['**/*.test.ts', 'relay/src/clock.ts'],
    rules: { 'no-restricted-syntax': noAmbientTime },
  },
  {
    // What the solution checker of Power Apps objects to, and the rules of hooks; types say what prop-types would.
    files: ['pcf-controls/**/*.{ts,tsx}'],
    ...react.configs.flat.recommended,
    plugins: {
      ...react.configs.flat.recommended.plugins,
      'react-hooks': reactHooks,
      '@microsoft/power-apps': powerApps,
    },
    settings: { react: { version: '16.14' } },
    rules: {
      ...react.configs.flat.recommended.rules,
      ...powerApps.configs.paCheckerHosted.rules,
      'react/prop-types': 'off',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    files: ['**/*.test.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': 'off' },
  },
);
