/**
 * Carries out what the person decides at an exception and follows it to its answer. Knows rows and time through ports
 * only, so that all of it is tested without a page. One thing at a time for each exception, however often a button is
 * pressed.
 */
import { Refused, troubleIn } from '../../shared/dataverse.ts';
import type { Dataverse } from '../../shared/dataverse.ts';
import { actionRow } from '../../shared/action-request.ts';
import { clearingOf, notBegun, sameStanding } from './clearing.ts';
import type { FixButton } from './fix-button.ts';
import { answerOf } from './history.ts';
import type { OpenException } from './open-exception.ts';
import type { Product } from './product-search.ts';
import { isUnderWay, withoutProgress, withProgress } from './progress.ts';
import type { About, AllProgress, Answer, Memory, Progress } from './progress.ts';
import { actionQuery, standingQuery } from './rows.ts';
import type { ActionRow, OrderRow, Standing } from './rows.ts';
import { mappingQuery, mappingRow, remapping } from './sku-mapping.ts';
import { ruleRow } from './tax-rule.ts';
import type { RuleForm } from './tax-rule.ts';
import { watch } from './watch.ts';
import type { Watch } from './watch.ts';

export interface Ports {
  readonly dataverse: Dataverse;
  readonly wait: Watch['wait'];
  readonly now: () => number;
  readonly changed: (all: AllProgress) => void;
  /** Of mappings and rules that were saved and are not answered. */
  readonly saved: Memory;
  /** Reads the order again, because something about it was answered. */
  readonly reload: () => void;
}

type Order = Pick<OrderRow, 'mpb_orderid' | '_mpb_marketplaceid_value'>;
type Target = Pick<OpenException, 'id' | 'title' | 'cause'>;

export interface Requests {
  all(): AllProgress;
  /** Takes up what was found under way in the rows of the order. */
  resume(found: AllProgress): void;
  /** @param reason null where none is wanted */
  ask(order: Order, exception: Target, button: FixButton, reason: string | null): Promise<void>;
  map(order: Order, exception: Target, choice: Choice): Promise<void>;
  addRule(exception: Target, form: RuleForm): Promise<void>;
  /** The person has read the answer. */
  putAway(exceptionId: string): void;
  /** The form is closed, or shows another order. What was asked for goes on without it. */
  close(): void;
}

export interface Choice {
  readonly sku: string;
  readonly product: Product;
  /** The SKU is mapped already, and the mapping shall name this product from now on. */
  readonly change: boolean;
}

export function createRequests({ dataverse, wait, now, changed, saved, reload }: Ports): Requests {
  let all: AllProgress = new Map();
  const life = new AbortController();
  /** What is being followed, so that no answer is waited for twice. */
  const followed = new Set<string>();

  function set(progress: Progress): void {
    if (life.signal.aborted) return;
    all = withProgress(all, progress);
    changed(all);
  }

  async function send(about: About, act: () => Promise<Progress>): Promise<void> {
    const present = all.get(about.exceptionId);
    if (present && isUnderWay(present)) return;
    set({ ...about, stage: 'sending' });
    try {
      const next = await act();
      set(next);
      follow(next);
    } catch (reason) {
      set({ ...about, stage: 'failed', trouble: troubleIn(reason) });
    }
  }

  function replay(about: About, save: () => Promise<unknown>): Promise<void> {
    return send(about, async () => {
      const before = (await standing(about.exceptionId))?.mpb_causeid ?? null;
      await save();
      const progress: Progress = { ...about, stage: 'replaying', since: now(), clearing: notBegun };
      saved.set(about.exceptionId, { progress, before });
      return progress;
    });
  }

  function follow(progress: Progress): void {
    const { exceptionId, stage } = progress;
    if ((stage !== 'asked' && stage !== 'replaying') || followed.has(exceptionId)) return;
    followed.add(exceptionId);
    const look = stage === 'asked' ? lookForOutcome(progress) : lookForCount(progress);
    void watch({ look, wait, signal: life.signal }).then(() => followed.delete(exceptionId));
  }

  function answered(progress: Progress, answer: Answer): true {
    saved.delete(progress.exceptionId);
    set({ ...progress, stage: 'answered', ...answer });
    reload();
    return true;
  }

  function lookForOutcome(progress: Progress & { readonly stage: 'asked' }): Watch['look'] {
    return async () => {
      const [row] = await dataverse.read<ActionRow>('mpb_action', actionQuery(progress.actionId));
      if (!row) return false;
      const { outcome, answer } = answerOf(row);
      return outcome !== 'waiting' && answered(progress, { outcome, answer });
    };
  }

  function lookForCount(progress: Progress & { readonly stage: 'replaying' }): Watch['look'] {
    const { exceptionId } = progress;
    let last: Standing | null | undefined;
    let unchanged = 0;
    return async () => {
      const standingNow = await standing(exceptionId);
      unchanged = last !== undefined && sameStanding(last, standingNow) ? unchanged + 1 : 0;
      last = standingNow;
      const clearing = clearingOf(saved.get(exceptionId)?.before ?? null, standingNow, unchanged);
      if (clearing.stage === 'cleared' || clearing.stage === 'partly')
        return answered(progress, { outcome: 'cleared', clearing });
      set({ ...progress, clearing });
      return false;
    };
  }

  async function standing(exceptionId: string): Promise<Standing | null> {
    const [row] = await dataverse.read<Standing>('mpb_exception', standingQuery(exceptionId));
    return row ?? null;
  }

  return {
    all: () => all,
    resume: (found) => {
      all = found;
      all.forEach(follow);
    },
    ask: async (order, exception, { asks, kind }, reason) => {
      if (asks === null) return;
      const about = aboutOf(exception, kind);
      await send(about, async () => {
        const row = actionRow({
          action: asks,
          orderId: order.mpb_orderid,
          marketplaceId: order._mpb_marketplaceid_value,
          exception,
          reason,
        });
        const actionId = await dataverse.create('mpb_action', row);
        return { ...about, stage: 'asked', actionId, since: now() };
      });
    },
    map: (order, exception, { sku, product, change }) =>
      replay(aboutOf(exception, 'map-sku'), async () => {
        const marketplaceId = order._mpb_marketplaceid_value ?? '';
        if (!change) return dataverse.create('mpb_skumapping', mappingRow(sku, product, marketplaceId));
        const [mapping] = await dataverse.read<{ readonly mpb_skumappingid: string }>(
          'mpb_skumapping',
          mappingQuery(sku, marketplaceId),
        );
        if (!mapping) throw new Refused({ kind: 'gone', message: '' });
        return dataverse.update('mpb_skumapping', mapping.mpb_skumappingid, remapping(sku, product));
      }),
    addRule: (exception, form) =>
      replay(aboutOf(exception, 'add-tax-rule'), () => dataverse.create('mpb_taxrule', ruleRow(form))),
    putAway: (exceptionId) => {
      all = withoutProgress(all, exceptionId);
      changed(all);
    },
    close: () => {
      life.abort();
    },
  };
}

function aboutOf({ id, title }: Target, fix: About['fix']): About {
  return { exceptionId: id, title, fix };
}
