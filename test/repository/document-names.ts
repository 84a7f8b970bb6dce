/** What a document names that can be checked: commands, their options, files. */

export interface NamedCommand {
  /** `start`, `test`, or the name behind `npm run`. */
  readonly script: string;
  /** `--once`, `--report` ...: only what stands behind `--`. */
  readonly flags: readonly string[];
}

const command = /\bnpm (?:run ([\w:-]+)|(start|test)\b)((?: [^\n`"|#]*)?)/g;

export function commandsIn(text: string): NamedCommand[] {
  return [...text.matchAll(command)].map(([, script, verb, rest = '']) => ({
    script: script ?? verb ?? '',
    flags: [...(rest.split(/ -- /)[1] ?? '').matchAll(/(?<=^|\s)--[a-z-]+/g)].map(([flag]) => flag),
  }));
}

/** Targets of links, and what stands in backticks and looks like a path of ours. */
export function pathsIn(text: string): string[] {
  const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, path = '']) => path);
  const code = [...text.replaceAll(/```[^]*?```/g, '').matchAll(/`([^`\s]+)`/g)]
    .map(([, path = '']) => path)
    .filter((path) => /^[\w.-]+(\/[\w.-]+)*(\/|\.(ts|mjs|cjs|js|md|json|html|css|yml))$/.test(path));
  return [...new Set([...links, ...code])];
}
