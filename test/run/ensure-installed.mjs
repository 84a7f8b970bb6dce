/**
 * Installs the dependencies when they are missing or older than the lock file, so that a fresh clone needs one command.
 * Plain JavaScript on Node's own modules, because it runs before anything is installed.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Marketplace Bridge needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

export function ensureInstalled() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing dependencies (once) ...');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Runs a command with our terminal; a failure ends this process with the same code. */
export function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/**
 * Runs a program that goes on until it is stopped, and ends with its code. Ctrl-C reaches it directly, so that we only
 * wait for it to finish what it has in hand; a SIGTERM is handed on.
 */
export function runUntilStopped(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('error', (error) => {
    throw error;
  });
  child.once('exit', (code) => process.exit(code ?? 1));
}

/** Node arguments that run our TypeScript sources as they are. */
export const fromSource = ['--conditions=source', '--import', 'tsx'];
