/**
 * Unpacks the archives of `@sparticuz/chromium` into a folder of its version. By ourselves, because the package writes to
 * the shared temporary folder and takes a half-written file for a whole one when two processes start at once.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';

export interface UnpackedChromium {
  readonly executable: string;
  /** A fontconfig file: the package's own font first, so that pictures look alike on every machine. */
  readonly fonts: string;
  /** Shared libraries for machines that have none of the browser's. */
  readonly libraries: string;
}

export function unpackedChromium(cache: string): UnpackedChromium {
  // Its main file is build/cjs/index.cjs; package.json itself is not exported.
  const packageFolder = join(
    dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '..',
    '..',
  );
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) unpackInto(folder, join(packageFolder, 'bin'));
  return {
    executable: join(folder, 'chromium'),
    fonts: join(folder, 'fonts.conf'),
    libraries: join(folder, 'al2023', 'lib'),
  };
}

/** Whole or not at all: the last step is a rename, and whoever comes second finds the folder of the first. */
function unpackInto(folder: string, archives: string): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const unpacked = (name: string) => brotliDecompressSync(readFileSync(join(archives, name)));
  writeFileSync(join(draft, 'chromium'), unpacked('chromium.br'), { mode: 0o755 });
  untar(unpacked('al2023.tar.br'), join(draft, 'al2023'));
  untar(unpacked('fonts.tar.br'), join(draft, 'fonts'));
  writeFileSync(join(draft, 'fonts.conf'), fontConfiguration(folder));
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function fontConfiguration(folder: string): string {
  const prefer = ['Segoe UI', 'Segoe UI Web (West European)', 'system-ui', 'sans-serif']
    .map(
      (family) =>
        `<alias binding="strong"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`,
    )
    .join('\n  ');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'font-cache')}</cachedir>
  ${prefer}
</fontconfig>
`;
}

/** Plain files of a ustar archive: 512-byte headers with name and octal size, contents padded to 512. */
function untar(archive: Buffer, folder: string): void {
  for (let at = 0; archive[at] !== 0 && at < archive.length;) {
    const field = (offset: number, length: number) =>
      archive.toString('latin1', at + offset, at + offset + length).replace(/\0.*$/s, '');
    const name = field(0, 100);
    const size = Number.parseInt(field(124, 12), 8);
    const start = at + 512;
    if (field(156, 1) === '0' || field(156, 1) === '') {
      const path = join(folder, name);
      if (!path.startsWith(folder)) throw new Error(`${name} would leave ${folder}`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, archive.subarray(start, start + size));
    }
    at = start + Math.ceil(size / 512) * 512;
  }
}
