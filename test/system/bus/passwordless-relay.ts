/**
 * A relay that signs in to the queue with a token of its identity, as a process of its own: certificates to be trusted
 * are read when Node starts. Says "handled" and the id of each event; ends when it is told to.
 */
import { relayCopy } from './relay-copy.ts';

const [namespace = '', token = ''] = process.argv.slice(2);
const identity = {
  getToken: () => Promise.resolve({ token, expiresOnTimestamp: Date.now() + 3_600_000 }),
};
const { bus } = relayCopy('', {
  credential: { kind: 'passwordless', namespace, identity },
  work: (id) => {
    console.log(`handled ${id}`);
    return Promise.resolve();
  },
});
let told: string | null = null;
setInterval(() => {
  const { trouble } = bus.status();
  if (trouble !== null && trouble !== told) console.log((told = trouble));
}, 50);
process.on('SIGTERM', () => process.exit());
