/** A measurement in a process of its own, so that its CPU and its memory are its own. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The last message that the script sends before it ends. */
export function inProcess<Figures>(
  script: URL,
  args: readonly string[],
  execArgv: readonly string[] = [],
): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(script), args, { execArgv: [...process.execArgv, ...execArgv] });
    let told: { readonly figures: Figures } | null = null;
    child.on('message', (message) => {
      told = { figures: message as Figures };
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (told === null) reject(new Error(`the bench ended with ${code ?? 'a signal'} and no figures`));
      else resolve(told.figures);
    });
  });
}
