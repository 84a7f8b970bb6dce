/**
 * Requests and operations per order, by the pretend Dynamics' own counts: a backlog costs the same per order however
 * long it is, and a walk costs what changed, not what is stored.
 */
import { Harness, type Copy } from '../system/harness.ts';
import { addTwoLineOrders } from '../system/two-line-orders.ts';

const short = await backlog(1000);
const long = await backlog(4000);
print('backlog of 1,000 orders', short);
print('backlog of 4,000 orders', long);
console.log(`  4,000 : 1,000, operations per order   ${(long.operations / short.operations).toFixed(2)} x`);

const few = await changesAmong(50);
const many = await changesAmong(2000);
console.log(`  10 orders change among    50 stored   ${few} requests more than idle`);
console.log(`  10 orders change among 2,000 stored   ${many} requests more than idle`);

async function backlog(count: number): Promise<{ requests: number; operations: number }> {
  const harness = new Harness();
  addTwoLineOrders(harness.world, count);
  const copy = await harness.startCopy();
  await harness.settle(copy, 6 * 3_600_000);
  const { requests, operations } = harness.world.dataverse.log.counts;
  return { requests: requests / count, operations: operations / count };
}

async function changesAmong(stored: number): Promise<number> {
  const harness = new Harness();
  const ids = addTwoLineOrders(harness.world, stored);
  const copy = await harness.startCopy();
  await harness.settle(copy, 6 * 3_600_000);
  await harness.run(copy, 20 * 60_000);
  const idle = await requestsIn(harness, copy);
  for (const id of ids.slice(0, 10))
    harness.world.mirakl.updateOrder(id, (order) => (order.has_customer_message = true));
  for (const id of ids.slice(0, 10)) harness.world.mirakl.events.openIncident(id, `${id}-1`);
  return (await requestsIn(harness, copy)) - idle;
}

async function requestsIn(harness: Harness, copy: Copy): Promise<number> {
  const before = harness.world.dataverse.log.counts.requests;
  await harness.run(copy, 10 * 60_000);
  return harness.world.dataverse.log.counts.requests - before;
}

function print(what: string, { requests, operations }: { requests: number; operations: number }): void {
  console.log(
    `  ${what.padEnd(36)}  ${requests.toFixed(3)} requests, ${operations.toFixed(2)} operations per order`,
  );
}
