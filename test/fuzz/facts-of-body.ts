/** What an imported body says, worked out without the relay: a second opinion on its amounts. */
import { isObject, parseJson, type Json, type JsonObject } from '../sandbox/mirakl/lossless-json.ts';

export interface BodyFacts {
  readonly state: string;
  /** What the customer pays for the lines that stand, with VAT and delivery, pence. */
  readonly total: number;
  readonly lines: number;
  readonly liveLines: number;
}

const dead = new Set<Json | undefined>(['CANCELED', 'REFUSED']);

/** Of a body that was imported, which is to say of one that can be read. */
export function factsOf(text: string): BodyFacts {
  const body = parseJson(text) as JsonObject;
  const lines = objects(body.order_lines);
  const live = lines.filter((line) => !dead.has(line.order_line_state) && pence(line.quantity) !== 0);
  const byLine = lines.some((line) => pence(line.shipping_price) !== 0);
  const delivery = byLine ? sum(live.map((line) => line.shipping_price)) : pence(body.shipping_price);
  const taxes = live.flatMap((line) => [...objects(line.taxes), ...objects(line.shipping_taxes)]);
  const onTop = body.order_tax_mode === 'TAX_EXCLUDED' ? sum(taxes.map((tax) => tax.amount)) : 0;
  return {
    state: body.order_state as string,
    total: sum(live.map((line) => line.price)) + delivery + onTop,
    lines: lines.length,
    liveLines: live.length,
  };
}

function objects(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

function sum(amounts: readonly (Json | undefined)[]): number {
  return amounts.reduce<number>((total, amount) => total + pence(amount), 0);
}

function pence(amount: Json | undefined): number {
  const written = typeof amount === 'string' ? amount.replace(/^\0number:/, '') : amount;
  return Math.round(Number(written) * 100);
}
