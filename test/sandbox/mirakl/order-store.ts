/** All orders of the shop, moved on with the clock whenever somebody looks. Adding one is O(1) (O(log n) if it moves). */
import { isObject, printJson } from './lossless-json.ts';
import { enter, nextStep, showsDetails } from './life.ts';
import { isoDate, type OrderState, type WireAddress, type WireOrder } from './order-shape.ts';
import type { Delays, MiraklSettings } from './settings.ts';
import type { Timetable } from './timetable.ts';

export interface OrderLife {
  /** false: the body stays as it is (loaded files); true: states move with the clock. Default true. */
  moves?: boolean;
  /** This order's own delays, ms. */
  delays?: Partial<Delays>;
  /** When it came to the marketplace, ms; default now. */
  addedAt?: number;
  /** false: its units left the offers' quantities before now. Default true. */
  reducesOffers?: boolean;
  /** Time from SHIPPING until the addresses are filled in, ms; until then they are empty (seen on B&Q). */
  addressDelay?: number;
}

export interface Held {
  body: WireOrder;
  id: string;
  createdAt: number;
  updatedAt: number;
  /** JSON of the body; undefined after a change, until it is served again. */
  text: string | undefined;
  moves: boolean;
  delays: Delays;
  addressDelay: number;
  /** Whether its units came out of the offers' quantities. */
  reducedOffers: boolean;
  /** Addresses that the marketplace knows and does not show yet. */
  hidden: { billing: WireAddress | null; shipping: WireAddress | null } | undefined;
  /** How many more times the order is served with empty addresses; undefined: the clock decides. */
  emptyServings: number | undefined;
}

export class OrderStore {
  readonly #settings: MiraklSettings;
  readonly #byId = new Map<string, Held>();
  readonly #timetable: Timetable;
  #sorted: Held[] = [];
  #inOrder = true;

  /** `timetable`: what the clock makes due; others may plan in it too. */
  constructor(settings: MiraklSettings, timetable: Timetable) {
    this.#settings = settings;
    this.#timetable = timetable;
  }

  add(body: WireOrder, life: OrderLife, now: number, text?: string): Held {
    const held: Held = {
      body,
      id: '',
      createdAt: 0,
      updatedAt: 0,
      text,
      moves: life.moves ?? true,
      delays: { ...this.#settings.delays, ...life.delays },
      addressDelay: life.addressDelay ?? 0,
      reducedOffers: this.#settings.salesReduceOffers && (life.reducesOffers ?? true),
      hidden: undefined,
      emptyServings: undefined,
    };
    index(held, now);
    if (held.moves) {
      this.#hideDetails(held);
      this.#planNext(held, now);
    }
    const last = this.#sorted.at(-1);
    if (last !== undefined && byCreation(last, held) > 0) this.#inOrder = false;
    this.#sorted.push(held);
    this.#byId.set(held.id, held);
    return held;
  }

  get size(): number {
    return this.#sorted.length;
  }

  find(id: string): Held | undefined {
    return this.#byId.get(id);
  }

  /** By creation date, then order id: the one sort that OR11 has. */
  inOrder(): readonly Held[] {
    if (!this.#inOrder) this.#sorted.sort(byCreation);
    this.#inOrder = true;
    return this.#sorted;
  }

  /** Changes a body at a moment (ms) and marks it updated. */
  change(held: Held, at: number, change: (order: WireOrder) => void): void {
    const before = held.body.order_state;
    change(held.body);
    held.body.last_updated_date = isoDate(at);
    this.#changed(held, at);
    if (held.moves && held.body.order_state !== before) this.#planNext(held, at);
  }

  move(held: Held, state: OrderState, at: number): void {
    this.change(held, at, (order) => {
      enter(order, state, at);
      if (state === 'SHIPPING') this.#revealOnShipping(held, at);
      else if (held.hidden && showsDetails(state, this.#settings)) reveal(held);
    });
  }

  /** Takes the addresses of an order away until `afterMs` have passed or it was served `servings` times without. */
  withholdAddress(held: Held, until: { at: number; bump: boolean } | { servings: number }): void {
    held.hidden ??= take(held);
    blank(held);
    if ('servings' in until) held.emptyServings = until.servings;
    else this.#revealAt(held, until.at, until.bump);
  }

  /** The JSON text of an order as it goes over the wire now. */
  serve(held: Held): string {
    held.text ??= printJson(held.body);
    const text = held.text;
    if (held.emptyServings !== undefined) {
      held.emptyServings -= 1;
      if (held.emptyServings <= 0) {
        held.emptyServings = undefined;
        reveal(held);
      }
    }
    return text;
  }

  #hideDetails(held: Held): void {
    if (showsDetails(held.body.order_state, this.#settings)) return;
    held.hidden = take(held);
    show(held, null, null);
  }

  #revealOnShipping(held: Held, at: number): void {
    if (!held.hidden) return;
    if (held.addressDelay === 0) {
      reveal(held);
      return;
    }
    blank(held);
    this.#revealAt(held, at + held.addressDelay, true);
  }

  #revealAt(held: Held, at: number, bump: boolean): void {
    this.#timetable.at(at, () => {
      reveal(held);
      if (bump) held.body.last_updated_date = isoDate(at);
      this.#changed(held, at);
    });
  }

  /** Plans the marketplace's next move, counted from when the order entered its state here. */
  #planNext(held: Held, since: number): void {
    const from = held.body.order_state;
    const step = nextStep(from, this.#settings, held.delays);
    if (!step) return;
    const at = since + step.after;
    this.#timetable.at(at, () => {
      if (held.body.order_state === from) this.move(held, step.to, at);
    });
  }

  #changed(held: Held, at: number): void {
    const { id, createdAt } = held;
    index(held, at);
    held.text = undefined;
    if (held.createdAt !== createdAt || held.id !== id) this.#inOrder = false;
    if (held.id !== id) this.#byId.set(held.id, held);
  }
}

/** Reads what lists are sorted and filtered by; a body without readable dates counts as made and changed `now`. */
function index(held: Held, now: number): void {
  const id: unknown = held.body.order_id;
  held.id = typeof id === 'string' ? id : JSON.stringify(id ?? null);
  const created = timeOf(held.body.created_date);
  const updated = timeOf(held.body.last_updated_date);
  held.createdAt = Number.isNaN(created) ? held.createdAt || now : created;
  held.updatedAt = Number.isNaN(updated) ? held.updatedAt || now : updated;
}

/** A loaded body may have anything for a date, even an object that no text can be made of. */
function timeOf(date: unknown): number {
  return typeof date === 'string' ? Date.parse(date) : NaN;
}

function byCreation(a: Held, b: Held): number {
  return a.createdAt - b.createdAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The buyer of a body that may have come from a file and need not have one. */
function customerOf(held: Held): WireOrder['customer'] | undefined {
  const customer: unknown = held.body.customer;
  return isObject(customer) ? held.body.customer : undefined;
}

function take(held: Held): Held['hidden'] {
  const customer = customerOf(held);
  return { billing: customer?.billing_address ?? null, shipping: customer?.shipping_address ?? null };
}

function show(held: Held, billing: WireAddress | null, shipping: WireAddress | null): void {
  const customer = customerOf(held);
  if (!customer) return;
  customer.billing_address = billing;
  customer.shipping_address = shipping;
  held.text = undefined;
}

function reveal(held: Held): void {
  if (!held.hidden) return;
  show(held, held.hidden.billing, held.hidden.shipping);
  held.hidden = undefined;
}

/** An address object whose texts are all empty, as B&Q has sent it (mirakl.md 2.4). */
function blank(held: Held): void {
  const empty: WireAddress = {
    civility: null,
    firstname: '',
    lastname: '',
    company: null,
    street_1: '',
    street_2: null,
    zip_code: '',
    city: '',
    state: null,
    country: '',
    country_iso_code: '',
    phone: null,
    phone_secondary: null,
  };
  show(held, { ...empty }, { ...empty });
}
