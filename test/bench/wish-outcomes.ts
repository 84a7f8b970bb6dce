/** Times each wish from the moment that its message is in the queue to the request after which the row has an outcome. */
import type { World } from '../rehearsal/world.ts';

export class WishOutcomes {
  readonly #since = new Map<string, number>();
  #latencies: number[] = [];

  constructor(world: World) {
    const bus = world.events!.serviceBus!;
    const enqueue = bus.enqueue.bind(bus);
    bus.enqueue = (queue, message) => {
      const context = JSON.parse(String(message.body)) as {
        PrimaryEntityId: string;
        PrimaryEntityName: string;
      };
      if (context.PrimaryEntityName === 'mpb_action') {
        this.#since.set(context.PrimaryEntityId, performance.now());
      }
      enqueue(queue, message);
    };
    const handle = world.dataverse.handle.bind(world.dataverse);
    world.dataverse.handle = async (request) => {
      const answer = await handle(request);
      for (const [id, start] of this.#since) {
        if (world.dataverse.get('mpb_action', id)?.mpb_outcome == null) continue;
        this.#latencies.push(performance.now() - start);
        this.#since.delete(id);
      }
      return answer;
    };
  }

  get count(): number {
    return this.#latencies.length;
  }

  take(): number[] {
    const taken = this.#latencies;
    this.#latencies = [];
    return taken;
  }
}
