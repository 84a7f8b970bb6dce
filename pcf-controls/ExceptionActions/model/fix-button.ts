/** The safe ways out of an exception as buttons: what each does, what it needs, and whether this person may. */
import type { ActionName, FixKind, Team } from '@marketplace-bridge/solution';
import type { Offer } from './contents.ts';
import { mayAsk, mayMaintain } from './known-roles.ts';
import type { KnownRoles } from './known-roles.ts';

export interface FixButton {
  readonly kind: FixKind;
  /** What pressing it will do, in the words of whoever raised the exception. */
  readonly effect: string;
  /** Asks the relay for this; null where the person does it alone, in a form or a panel. */
  readonly asks: ActionName | null;
  /** `confirm` shows what will happen once more, `reason` also wants to know why. */
  readonly opens: 'nothing' | 'confirm' | 'reason' | 'product' | 'tax-rule' | 'product-record' | 'advice';
  /** Why it cannot be pressed; null when it can. */
  readonly barred: Barred | null;
}

export type Barred =
  /** Only the team that the exception names, or an administrator, may end it. */
  | { readonly why: 'team'; readonly team: Team | null }
  | { readonly why: 'skuMappings' }
  | { readonly why: 'taxRules' }
  | { readonly why: 'offline' }
  /** Something was asked for already; one thing at a time. */
  | { readonly why: 'waiting' };

const behind: Readonly<Record<FixKind, Pick<FixButton, 'asks' | 'opens'>>> = {
  retry: { asks: 'retry', opens: 'nothing' },
  'accept-difference': { asks: 'acceptDifference', opens: 'reason' },
  'apply-difference': { asks: 'applyDifference', opens: 'confirm' },
  dismiss: { asks: 'dismiss', opens: 'reason' },
  'map-sku': { asks: null, opens: 'product' },
  'add-tax-rule': { asks: null, opens: 'tax-rule' },
  'set-tax-category': { asks: null, opens: 'product-record' },
  'set-up': { asks: null, opens: 'advice' },
};

export interface Circumstances {
  readonly roles: KnownRoles;
  readonly responsible: Team | null;
  readonly offline: boolean;
  readonly waiting: boolean;
}

/** In the order in which the exception offers them, likeliest first; a kind of a newer version becomes advice. */
export function fixButtons(fixes: readonly Offer[], around: Circumstances): readonly FixButton[] {
  return fixes.map(({ kind, text }) => {
    const known = isFixKind(kind) ? kind : 'set-up';
    return { kind: known, effect: text, ...behind[known], barred: barredBy(known, around) };
  });
}

function barredBy(kind: FixKind, around: Circumstances): Barred | null {
  const { asks, opens } = behind[kind];
  const team = around.responsible;
  if (asks !== null && !mayAsk(asks, team, around.roles)) return { why: 'team', team };
  if (opens === 'product' && !mayMaintain('skuMappings', around.roles)) return { why: 'skuMappings' };
  if (opens === 'tax-rule' && !mayMaintain('taxRules', around.roles)) return { why: 'taxRules' };
  if (opens === 'advice') return null;
  if (around.offline) return { why: 'offline' };
  return around.waiting ? { why: 'waiting' } : null;
}

function isFixKind(kind: string): kind is FixKind {
  return Object.prototype.hasOwnProperty.call(behind, kind);
}
