/** `npm run kill-relay -- --times 200`: how often the relay may be killed before an order is lost, doubled or halved. */
import { parseArgs } from 'node:util';
import { killAgainAndAgain } from './killed-relay.ts';

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    speed: { type: 'string', default: '60' },
    backlog: { type: 'string', default: '60' },
  },
});

const result = await killAgainAndAgain({
  times: Number(values.times),
  seed: Number(values.seed),
  speed: Number(values.speed),
  backlog: Number(values.backlog),
  compiled: true,
  onKill: ({ number, point }) => {
    console.log(`killed ${number}: ${point}`);
  },
});
console.log(
  `\n${result.kills} kills, ${result.orders} orders, ${result.salesOrders} Sales Orders; ` +
    `doubled ${result.doubled}, lost ${result.lost}, half ${result.half}, problems in all ${result.problems.length}`,
);
for (const problem of result.problems) console.error(problem);
process.exitCode = result.problems.length === 0 ? 0 : 1;
