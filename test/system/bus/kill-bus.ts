/** `npm run kill-bus -- --messages 10000 --kills 10`: does a message get lost, or an effect doubled, when sockets die? */
import { parseArgs } from 'node:util';
import { killAllSockets } from './killed-bus.ts';

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '10' },
  },
});

let problems = 0;
// What becomes of a lock when its link is lost is not known for sure, so both are shown.
for (const onLinkLoss of ['hold', 'release'] as const) {
  const result = await killAllSockets({
    messages: Number(values.messages),
    kills: Number(values.kills),
    onLinkLoss,
    onKill: (number, handled) => {
      console.log(`all sockets killed, time ${number}, after ${handled} messages`);
    },
  });
  console.log(
    `locks of a lost link are ${onLinkLoss === 'hold' ? 'held until they expire' : 'released at once'}: ` +
      `${values.messages} messages through two copies (${result.handledBy.join(' + ')}) in ` +
      `${result.seconds.toFixed(1)} s, ${result.kills} times all sockets killed; ` +
      `effects lost ${result.lost}, doubled ${result.doubled}; dead-lettered ${result.deadLettered}, ` +
      `left ${result.leftInQueue}; handled again ${result.handledAgain}, late writes refused ${result.writesRefused}\n`,
  );
  problems += result.lost + result.doubled + result.deadLettered + result.leftInQueue;
}
// Clients that lost their sockets keep timers of their own (service-bus.md 3).
process.exit(problems === 0 ? 0 : 1);
