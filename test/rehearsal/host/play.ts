/** Something that the show room can make happen: what the panel says of it, and how it is done. */
import type { World } from '../world.ts';
import type { Scenario } from './client/scenario.ts';

export interface Played {
  readonly text: string;
  readonly orderId: string | null;
}

export interface Wish {
  readonly count: number;
  /** Of the record on the screen; null where it has none, and one that fits is taken. */
  readonly orderId: string | null;
  readonly sku: string | null;
}

export interface Play extends Scenario {
  /** Throws with a message for people where it cannot happen. */
  readonly play: (world: World, wish: Wish) => Played;
}
