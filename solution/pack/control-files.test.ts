import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, it } from 'node:test';
import { controls } from '../src/controls.ts';
import { lintParts } from '../src/lint/parts.ts';
import { bridgeSolution } from '../src/render/model.ts';
import { controlFiles } from './control-files.ts';
import { solutionParts } from './pack.ts';

const model = { ...bridgeSolution, controls: controls.slice(0, 1) };
const prefix = 'Controls/mpb_MarketplaceBridge.OrderStatus';

const manifest = `\uFEFF<?xml version="1.0" encoding="utf-8"?>
<manifest>
  <!-- built -->
  <control namespace="MarketplaceBridge" constructor="OrderStatus" version="0.1.0" control-type="virtual">
    <property name="orderKey" of-type="SingleLine.Text" usage="bound" required="true" />
    <resources>
      <platform-library name="React" version="16.14.0" />
      <platform-library name="Fluent" version="9.46.2" />
    </resources>
  </control>
</manifest>`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'controls-'));
  mkdirSync(join(folder, 'OrderStatus', 'strings'), { recursive: true });
  write('ControlManifest.xml', manifest);
  write('bundle.js', 'var bundle = "£";');
  write('strings/OrderStatus.1033.resx', '<root />');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(path: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, 'OrderStatus', path), content);
}

it('takes every built file as it is, by its path in the zip', () => {
  assert.deepEqual(controlFiles(model, folder), {
    [`${prefix}/ControlManifest.xml`]: manifest,
    [`${prefix}/bundle.js`]: 'var bundle = "£";',
    [`${prefix}/strings/OrderStatus.1033.resx`]: '<root />',
  });
});

it('gives every file of a control a content type', () => {
  const parts = solutionParts('managed', model, folder);
  assert.ok(`${prefix}/strings/OrderStatus.1033.resx` in parts);
  assert.deepEqual(lintParts(parts), []);
});

it('says how to build a control that is not there', () => {
  rmSync(join(folder, 'OrderStatus', 'bundle.js'));
  assert.throws(() => controlFiles(model, folder), /OrderStatus is not built: run "npm run controls"/);
  assert.throws(() => controlFiles(model, join(folder, 'nowhere')), /npm run controls/);
});

it('needs no built control for a solution that has none', () => {
  assert.deepEqual(controlFiles({ ...model, controls: [] }, join(folder, 'nowhere')), {});
});

it('refuses a control that is not the one on the forms, and says what differs', () => {
  write('ControlManifest.xml', manifest.replace('"orderKey"', '"orderId"').replace('0.1.0', '0.0.7'));
  assert.throws(
    () => controlFiles(model, folder),
    (error: Error) => {
      assert.match(error.message, /version is "0.0.7"/);
      assert.match(error.message, /properties is "orderId" and should be "orderKey"/);
      return true;
    },
  );
});

it('refuses a file whose bytes it could not keep', () => {
  write('bundle.js', new Uint8Array([0x66, 0xff, 0xfe]));
  assert.throws(() => controlFiles(model, folder), TypeError);
});
