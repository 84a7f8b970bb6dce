/** Carries out what the panel asks for, and remembers what happened, for toasts and the log. */
import type { World } from '../world.ts';
import type { Happening, ScenarioState, Switch } from './client/scenario.ts';
import type { Play } from './play.ts';
import { orderPlays } from './scenarios.ts';
import { stockPlays } from './stock-scenarios.ts';

/** Something of the rehearsal that can be switched while it runs: the bus, the speed of the asynchronous service. */
export interface SwitchOfWorld extends Omit<Switch, 'on'> {
  isOn(): boolean;
  set(on: boolean): void | Promise<void>;
}

const kept = 200;

export class ScenarioDesk {
  readonly #world: World;
  readonly #switches: readonly SwitchOfWorld[];
  readonly #plays: readonly Play[];
  readonly #happenings: Happening[] = [];
  #count = 0;

  constructor(world: World, switches: readonly SwitchOfWorld[] = []) {
    this.#world = world;
    this.#switches = switches;
    this.#plays = [...orderPlays, ...(world.stock === null ? [] : stockPlays)];
  }

  state(): ScenarioState {
    return {
      scenarios: this.#plays.map(({ id, group, title, hint, needsOrder, upTo }) => ({
        id,
        group,
        title,
        hint,
        needsOrder,
        upTo,
      })),
      switches: this.#switches.map((each) => {
        const { id, title, onText, offText } = each;
        return { id, title, onText, offText, on: each.isOn() };
      }),
      happenings: this.#happenings,
      now: new Date(this.#world.clock.now()).toISOString(),
    };
  }

  play(id: string, wish: { count?: unknown; orderId?: unknown; sku?: unknown }): Happening {
    const play = this.#plays.find((each) => each.id === id);
    if (!play) return this.#note(`There is no scenario "${id}".`, 'wrong');
    const count = Math.min(play.upTo, Math.max(1, Math.floor(Number(wish.count ?? 1)) || 1));
    const named = (id: unknown) => (typeof id === 'string' && id !== '' ? id : null);
    const [orderId, sku] = [named(wish.orderId), named(wish.sku)];
    try {
      const { text, orderId: about } = play.play(this.#world, { count, orderId, sku });
      return this.#note(text, 'well', about);
    } catch (error) {
      return this.#note(error instanceof Error ? error.message : String(error), 'wrong');
    }
  }

  async flip(id: string, on: boolean): Promise<Happening> {
    const found = this.#switches.find((each) => each.id === id);
    if (!found) return this.#note(`There is no switch "${id}".`, 'wrong');
    await found.set(on);
    return this.#note(`${found.title}: ${on ? found.onText : found.offText}`, 'well');
  }

  #note(text: string, went: Happening['went'], orderId: string | null = null): Happening {
    this.#count += 1;
    const happening = {
      number: this.#count,
      at: new Date(this.#world.clock.now()).toISOString(),
      text,
      went,
      orderId,
    };
    this.#happenings.push(happening);
    if (this.#happenings.length > kept) this.#happenings.shift();
    return happening;
  }
}
