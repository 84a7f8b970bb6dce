import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvRows } from './csv.ts';
import type { MiraklOptions } from './settings.ts';
import { json, sendFile, sendStock, tryMirakl, type Tried } from './try-mirakl.ts';

const header = '"offer-sku";"quantity";"warehouse-code";"update-delete"';
const slow = { stockImport: { baseMs: 10_000, perLineMs: 1000 } };

function shop(options: Partial<MiraklOptions> = {}): Tried {
  const tried = tryMirakl({ settings: slow, ...options });
  for (const sku of ['A', 'B', 'C']) tried.sandbox.addOffer({ sku, quantity: 5 });
  return tried;
}

function quantities({ sandbox }: Tried): (number | undefined)[] {
  return ['A', 'B', 'C'].map((sku) => sandbox.offer(sku)?.quantity);
}

async function imported(tried: Tried, lines: string[]): Promise<string> {
  return (json(await sendStock(tried, lines)) as { import_id: string }).import_id;
}

async function status({ get }: Tried, id: string): Promise<Record<string, unknown>> {
  return json(await get(`/api/offers/stock/imports/${id}/status`)) as Record<string, unknown>;
}

async function report({ send }: Tried, id: string): Promise<string[][] | number> {
  const url = `/api/offers/stock/imports/${id}/error_report`;
  const answer = await send('GET', url, undefined, { accept: 'text/csv' });
  return answer.status === 200 ? csvRows(answer.body.toString())! : answer.status;
}

void test('a file is taken in at once and line by line after that, each line at its moment', async () => {
  const tried = shop();
  const answer = await sendStock(tried, ['"A";"7";"";"update"', 'B;0;;', 'C;;;delete']);
  assert.equal(answer.status, 201);
  assert.deepEqual(json(answer), { import_id: 'stock-import-1' });
  const url = 'http://mirakl.test/api/offers/stock/imports/stock-import-1/status';
  assert.equal(answer.headers.location, url);
  assert.deepEqual(quantities(tried), [5, 5, 5]);
  await tried.clock.advance(11_000);
  assert.deepEqual(quantities(tried), [7, 5, 5]);
  assert.equal((await status(tried, 'stock-import-1')).status, 'RUNNING');
  await tried.clock.advance(2000);
  assert.deepEqual(quantities(tried), [7, 0, 0]);
  const { date_created, ...rest } = await status(tried, 'stock-import-1');
  assert.equal(date_created, '2026-11-02T09:00:00Z');
  assert.deepEqual(rest, {
    has_error_report: false,
    import_id: 'stock-import-1',
    lines_in_error: 0,
    lines_in_success: 3,
    shop_id: 2000,
    status: 'COMPLETE',
  });
  assert.equal(await report(tried, 'stock-import-1'), 404);
  const start = Date.parse('2026-11-02T09:00:00Z');
  assert.deepEqual(
    tried.sandbox.stockLog.map(({ at, sku, quantity }) => [at - start, sku, quantity]),
    [
      [11_000, 'A', 7],
      [12_000, 'B', 0],
      [13_000, 'C', 0],
    ],
  );
  assert.deepEqual(tried.sandbox.stockUploads, [{ at: start, importId: 'stock-import-1', lines: 3 }]);
});

void test('wrong lines are refused with their reason, and the others stand', async () => {
  const tried = shop();
  tried.sandbox.refuseSku('C', 'The offer is locked');
  const wrong = [
    'X;1;;update',
    'A;-1;;update',
    'A;1.5;;',
    'A;;;update',
    'A;3000000000;;',
    'A;1;W1;',
    'A;1;;add',
  ];
  const id = await imported(tried, [...wrong, 'A;1', 'C;1', ';1', 'B;2']);
  await tried.clock.advance(60_000);
  assert.deepEqual(quantities(tried), [1, 2, 5]);
  const { lines_in_error, lines_in_success, has_error_report } = await status(tried, id);
  assert.deepEqual([lines_in_error, lines_in_success, has_error_report], [9, 2, true]);
  const [names, ...rows] = (await report(tried, id)) as string[][];
  assert.deepEqual(names, ['error-line', 'error-message', ...header.replaceAll('"', '').split(';')]);
  assert.deepEqual(
    rows.map(([line, , sku, quantity]) => [line, sku, quantity]),
    [
      ['1', 'X', '1'],
      ['2', 'A', '-1'],
      ['3', 'A', '1.5'],
      ['4', 'A', ''],
      ['5', 'A', '3000000000'],
      ['6', 'A', '1'],
      ['7', 'A', '1'],
      ['9', 'C', '1'],
      ['10', '', '1'],
    ],
  );
  assert.equal(rows.find(([, , sku]) => sku === 'C')?.[1], 'The offer is locked');
  assert.equal(new Set(rows.map((row) => row[1])).size, 9, 'each mistake has a reason of its own');
  tried.sandbox.refuseSku('C', null);
  await imported(tried, ['C;1']);
  await tried.clock.advance(60_000);
  assert.deepEqual(quantities(tried), [1, 2, 1]);
});

void test('the error report can be sent again as it is, once the values are right', async () => {
  const tried = shop();
  tried.sandbox.addOffer({ sku: 'Q"; ü', quantity: 1 });
  const id = await imported(tried, ['"Q""; ü";"many";"";"update"']);
  await tried.clock.advance(60_000);
  const [, row] = (await report(tried, id)) as string[][];
  assert.deepEqual(row?.slice(2), ['Q"; ü', 'many', '', 'update']);
});

void test('by switch the report counts the lines of the file, the header among them', async () => {
  const tried = shop({ settings: { stockImport: { lineNumbers: 'file' } } });
  const id = await imported(tried, ['A;1', 'X;1']);
  await tried.clock.advance(60_000);
  assert.equal(((await report(tried, id)) as string[][])[1]![0], '3');
});

void test('a file with a wrong header, wrong quotes, wrong encoding or poison in it fails as a whole', async () => {
  const tried = shop();
  tried.sandbox.poisonSku('C');
  tried.sandbox.script({ operation: 'STO01', times: 1, after: 6, fault: 'import-fails' });
  const files = [
    '',
    'offer-sku;quantity\nA;1\n',
    `\uFEFF${header}\nA;1;;\n`,
    `${header.replace('offer-sku', 'sku')}\nA;1;;\n`,
    `${header}\n"A;1;;\n`,
    `${header}\nA;1;;\nC;1;;\n`,
    `${header}\nA;1;;\n`,
  ];
  for (const file of files) {
    const { import_id } = json(await sendFile(tried.send, file)) as { import_id: string };
    assert.equal((await status(tried, import_id)).status, 'RUNNING');
    await tried.clock.advance(60_000);
    const { status: state, lines_in_success } = await status(tried, import_id);
    assert.deepEqual([state, lines_in_success], ['FAILED', 0], file);
    assert.equal(await report(tried, import_id), 404);
  }
  const latin = Buffer.from(`${header}\n\xE9;1;;\n`, 'latin1');
  const request = `--edge\r\nContent-Disposition: form-data; name=file; filename=x\r\n\r\n`;
  const answer = await tried.sandbox.handle({
    method: 'POST',
    url: '/api/offers/stock/imports',
    headers: { authorization: '0f9e8d7c-test-key', 'content-type': 'multipart/form-data; boundary="edge"' },
    body: Buffer.concat([Buffer.from(request), latin, Buffer.from('\r\n--edge--')]),
  });
  await tried.clock.advance(60_000);
  assert.equal((await status(tried, (json(answer) as { import_id: string }).import_id)).status, 'FAILED');
  assert.deepEqual(quantities(tried), [5, 5, 5]);
  assert.deepEqual(tried.sandbox.stockLog, []);
});

void test('a request without a file is no import', async () => {
  const { send, sandbox } = shop();
  const codes = [
    await sendFile(send, `${header}\n`, 'name="stock"; filename="stock.csv"'),
    await sendFile(send, `${header}\n`, 'name="file"'),
    await send('POST', '/api/offers/stock/imports', 'x', { 'content-type': 'multipart/form-data' }),
    await send('POST', '/api/offers/stock/imports', 'x', {
      'content-type': 'multipart/form-data; boundary=e',
    }),
    await send('POST', '/api/offers/stock/imports', '--e\r\n', {
      'content-type': 'multipart/form-data; boundary=e',
    }),
    await send('POST', '/api/offers/stock/imports', { offers: [] }),
  ].map((answer) => answer.status);
  assert.deepEqual(codes, [400, 400, 400, 400, 400, 415]);
  assert.deepEqual(sandbox.stockUploads, []);
});

void test('files wait for those before them, or overtake them where the switch says so', async () => {
  for (const order of ['fifo', 'may-overtake'] as const) {
    const tried = shop({ settings: { stockImport: { ...slow.stockImport, order } } });
    const large = await imported(tried, [...Array<string>(20).fill('B;1'), 'A;1']);
    const small = await imported(tried, ['A;2']);
    await tried.clock.advance(15_000);
    const states = [(await status(tried, large)).status, (await status(tried, small)).status];
    assert.deepEqual(states, order === 'fifo' ? ['RUNNING', 'WAITING'] : ['RUNNING', 'COMPLETE']);
    await tried.clock.advance(60_000);
    assert.equal(quantities(tried)[0], order === 'fifo' ? 2 : 1, order);
  }
});

void test('what somebody edits between two lines stands, and a later line overwrites it', async () => {
  const tried = shop();
  await imported(tried, ['B;9', 'A;9']);
  await tried.clock.advance(11_500);
  tried.sandbox.changeOffer('B', { quantity: 4 });
  tried.sandbox.changeOffer('A', { quantity: 4 });
  await tried.clock.advance(10_000);
  assert.deepEqual(quantities(tried), [9, 4, 5]);
});

void test('a lost answer is an import all the same, a refused or dropped call is none, and an import may take long', async () => {
  const tried = shop();
  const { sandbox, clock } = tried;
  sandbox.script({ operation: 'STO01', times: 1, fault: 'drop' });
  sandbox.script({ operation: 'STO01', times: 1, fault: { status: 429, retryAfter: 60 } });
  sandbox.script({ operation: 'STO01', times: 1, fault: 'answer-lost' });
  sandbox.script({ operation: 'STO01', times: 1, fault: { importTakes: 300_000 } });
  const wires: unknown[] = [];
  for (const quantity of [1, 2, 3, 4]) {
    const answer = await sendStock(tried, [`A;${quantity}`]);
    wires.push(answer.wire ?? answer.status);
  }
  assert.deepEqual(wires, ['drop', 429, 'drop', 201]);
  await clock.advance(60_000);
  assert.equal(quantities(tried)[0], 3);
  await clock.advance(300_000);
  assert.equal(quantities(tried)[0], 4);
  assert.equal((await tried.get('/api/offers/stock/imports/stock-import-9/status')).status, 404);
});

void test('one file a minute, each status every 15 seconds, one report a minute, each with its own wait', async () => {
  const tried = shop({ frequencyLimits: 'on' });
  const waits = async (url: string): Promise<string | number> => {
    const answer = await tried.send('GET', url, undefined, { accept: '*/*' });
    return answer.headers['retry-after'] ?? answer.status;
  };
  const id = await imported(tried, ['X;1']);
  await tried.clock.advance(20_000);
  assert.equal((await sendStock(tried, ['A;1'])).headers['retry-after'], '40');
  const imports = '/api/offers/stock/imports';
  assert.equal(await waits(`${imports}/${id}/status`), 200);
  await tried.clock.advance(5000);
  assert.equal(await waits(`${imports}/${id}/status`), '10');
  assert.equal(await waits(`${imports}/another/status`), 404);
  assert.equal(await waits(`${imports}/${id}/error_report`), 200);
  assert.equal(await waits(`${imports}/another/error_report`), '60');
  await tried.clock.advance(35_000);
  assert.equal((await sendStock(tried, ['A;1'])).status, 201);
});

void test('a report is CSV and a status is JSON; who accepts neither is told so', async () => {
  const tried = shop();
  const id = await imported(tried, ['X;1']);
  await tried.clock.advance(60_000);
  const ask = async (what: string, accept: string): Promise<number> =>
    (await tried.send('GET', `/api/offers/stock/imports/${id}/${what}`, undefined, { accept })).status;
  assert.deepEqual(
    [await ask('error_report', 'application/json'), await ask('status', 'text/csv')],
    [406, 406],
  );
  assert.deepEqual([await ask('error_report', 'text/*'), await ask('status', 'application/*')], [200, 200]);
});
