import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { settings } from '@marketplace-bridge/relay';
import { root } from './files.ts';

const example = readFileSync(join(root, '.env.example'), 'utf8');
const listed = [...example.matchAll(/^# (.+)\n([A-Z_]+)=/gm)].map(([, text, name]) => [name, text]);

it('.env.example lists exactly the settings of the relay, in the same words', () => {
  assert.deepEqual(listed, Object.entries(settings));
});

it('.env.example holds no secret', () => {
  assert.match(example, /^MIRAKL_API_KEY=$/m);
  assert.match(example, /^DATAVERSE_CLIENT_SECRET=$/m);
  assert.match(example, /^SERVICEBUS_CONNECTION=$/m);
});

it('relay/README.md explains every setting', () => {
  const text = readFileSync(join(root, 'relay', 'README.md'), 'utf8');
  for (const name of Object.keys(settings)) assert.ok(text.includes(`\`${name}\``), name);
});
