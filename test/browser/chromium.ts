/**
 * Chromium for the browser tests. `@sparticuz/chromium` carries the browser inside its npm package, so that nothing is
 * needed but Node; it is unpacked once into `.cache/`. `CHROMIUM_PATH` names another one, and must where the package
 * has none (anything but Linux on x64).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { unpackedChromium, type UnpackedChromium } from './unpack-chromium.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

export async function launchChromium(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') {
    if (!existsSync(given)) throw new Error(`CHROMIUM_PATH names ${given}, which does not exist.`);
    return chromium.launch({ executablePath: given, args: flags });
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      'Set CHROMIUM_PATH to a Chromium or Chrome: the one in node_modules is for Linux on x64.',
    );
  }
  return launchUnpacked(unpackedChromium(join(import.meta.dirname, '..', '..', '.cache')));
}

/** The system's own libraries first: those in the package were built for one distribution, and newer ones fit better. */
async function launchUnpacked({ executable, fonts, libraries }: UnpackedChromium): Promise<Browser> {
  const launch = (more: Record<string, string>) =>
    chromium.launch({
      executablePath: executable,
      args: flags,
      env: { ...process.env, FONTCONFIG_FILE: fonts, ...more },
    });
  try {
    return await launch({});
  } catch (error) {
    if (!String(error).includes('shared librar')) throw error;
    return launch({ LD_LIBRARY_PATH: libraries });
  }
}
