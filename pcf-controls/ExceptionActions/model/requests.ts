/**
 * Carries out what the person decides at an exception and follows it to its answer. Knows rows and time through ports
 * only, so that all of it is tested without a page. One thing at a time for each exception, however often a button is
 * pressed.
 */
import { Refused, troubleIn } from '../../shared/dataverse.ts';
import type { Dataverse } from '../../shared/dataverse.ts';
import { actionRow } from './action-request.ts';
import { clearingOf, notBegun, sameStanding } from './clearing.ts';
import type { Before } from './clearing.ts';
import type { FixButton } from './fix-button.ts';
import { answerOf } from './history.ts';
import type { OpenException } from './open-exception.ts';
import type { Product } from './product-search.ts';
import { isUnderWay, withoutProgress, withProgress } from './progress.ts';
import type { About, AllProgress, Progress } from './progress.ts';
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
  /** Reads the order again, because something about it was answered. */
  readonly reload: () => void;
}

type Order = Pick<OrderRow, 'mpb_orderid' | '_mpb_marketplaceid_value'>;
type Target = Pick<OpenException, 'id' | 'title' | 'cause'>;

export class Requests {
  private current: AllProgress = new Map();
  private readonly ports: Ports;
  private readonly life = new AbortController();
  /** What is being followed, so that no answer is waited for twice. */
  private readonly followed = new Set<string>();

  constructor(ports: Ports) {
    this.ports = ports;
  }

  get all(): AllProgress {
    return this.current;
  }

  /** Takes up what was found under way in the rows of the order. */
  resume(all: AllProgress): void {
    this.current = all;
    for (const progress of all.values()) this.follow(progress);
  }

  /** @param reason null where none is wanted */
  async ask(order: Order, exception: Target, button: FixButton, reason: string | null): Promise<void> {
    const { asks } = button;
    if (asks === null) return;
    const about = aboutOf(exception, button.kind);
    await this.send(about, async () => {
      const row = actionRow({
        action: asks,
        orderId: order.mpb_orderid,
        marketplaceId: order._mpb_marketplaceid_value,
        exception,
        reason,
      });
      const actionId = await this.ports.dataverse.create('mpb_action', row);
      return { ...about, stage: 'asked', actionId, since: this.ports.now(), tired: false };
    });
  }

  /** @param change true: the SKU is mapped already, and the mapping shall name this product from now on */
  async map(
    order: Order,
    exception: Target,
    choice: { readonly sku: string; readonly product: Product; readonly change: boolean },
  ): Promise<void> {
    const about = aboutOf(exception, 'map-sku');
    const marketplaceId = order._mpb_marketplaceid_value ?? '';
    const { dataverse } = this.ports;
    await this.replay(about, async () => {
      const { sku, product, change } = choice;
      if (!change) return dataverse.create('mpb_skumapping', mappingRow(sku, product, marketplaceId));
      const [mapping] = await dataverse.read<{ readonly mpb_skumappingid: string }>(
        'mpb_skumapping',
        mappingQuery(sku, marketplaceId),
      );
      if (mapping === undefined) throw new Refused({ kind: 'gone', message: '' });
      return dataverse.update('mpb_skumapping', mapping.mpb_skumappingid, remapping(sku, product));
    });
  }

  async addRule(exception: Target, form: RuleForm): Promise<void> {
    await this.replay(aboutOf(exception, 'add-tax-rule'), () =>
      this.ports.dataverse.create('mpb_taxrule', ruleRow(form)),
    );
  }

  /** After it got tired: the person looks, so go on asking. */
  goOn(exceptionId: string): void {
    const progress = this.current.get(exceptionId);
    if (progress === undefined || !isUnderWay(progress) || progress.stage === 'sending') return;
    const awake = { ...progress, tired: false };
    this.set(awake);
    this.follow(awake);
  }

  /** The person has read the answer. */
  putAway(exceptionId: string): void {
    this.current = withoutProgress(this.current, exceptionId);
    this.ports.changed(this.current);
  }

  /** The form is closed, or shows another order. What was asked for goes on without it. */
  close(): void {
    this.life.abort();
  }

  private async replay(about: About, save: () => Promise<unknown>): Promise<void> {
    await this.send(about, async () => {
      const standing = await this.standing(about.exceptionId);
      const before: Before = standing?.mpb_causeid ?? null;
      await save();
      this.before.set(about.exceptionId, before);
      return { ...about, stage: 'replaying', since: this.ports.now(), tired: false, clearing: notBegun };
    });
  }

  /** Causes as they stood before they were fixed here. */
  private readonly before = new Map<string, Before>();

  private async send(about: About, act: () => Promise<Progress>): Promise<void> {
    const present = this.current.get(about.exceptionId);
    if (present !== undefined && isUnderWay(present)) return;
    this.set({ ...about, stage: 'sending' });
    try {
      const next = await act();
      this.set(next);
      this.follow(next);
    } catch (reason) {
      this.set({ ...about, stage: 'failed', trouble: troubleIn(reason) });
    }
  }

  private follow(progress: Progress): void {
    const { exceptionId, stage } = progress;
    if ((stage !== 'asked' && stage !== 'replaying') || progress.tired) return;
    if (this.followed.has(exceptionId)) return;
    this.followed.add(exceptionId);
    const look = stage === 'asked' ? this.askForOutcome(progress) : this.askForCount(progress);
    void watch({ look, wait: this.ports.wait, signal: this.life.signal }).then((end) => {
      this.followed.delete(exceptionId);
      const now = this.current.get(exceptionId);
      if (end === 'tired' && (now?.stage === 'asked' || now?.stage === 'replaying')) {
        this.set({ ...now, tired: true });
      }
    });
  }

  private askForOutcome(progress: Progress & { readonly stage: 'asked' }): Watch['look'] {
    return async () => {
      const [row] = await this.ports.dataverse.read<ActionRow>('mpb_action', actionQuery(progress.actionId));
      if (row === undefined) return false;
      const { outcome, answer } = answerOf(row);
      if (outcome === 'waiting') return false;
      this.answered({ ...aboutOfProgress(progress), stage: 'answered', outcome, answer });
      return true;
    };
  }

  private askForCount(progress: Progress & { readonly stage: 'replaying' }): Watch['look'] {
    const about = aboutOfProgress(progress);
    const before = this.before.get(about.exceptionId) ?? null;
    let last: Standing | null | undefined;
    let unchanged = 0;
    return async () => {
      const standing = await this.standing(about.exceptionId);
      unchanged = last !== undefined && sameStanding(last, standing) ? unchanged + 1 : 0;
      last = standing;
      const clearing = clearingOf(before, standing, unchanged);
      if (clearing.stage === 'cleared' || clearing.stage === 'partly') {
        this.answered({ ...about, stage: 'answered', outcome: 'cleared', clearing });
        return true;
      }
      this.set({ ...progress, clearing });
      return false;
    };
  }

  private async standing(exceptionId: string): Promise<Standing | null> {
    const [row] = await this.ports.dataverse.read<Standing>('mpb_exception', standingQuery(exceptionId));
    return row ?? null;
  }

  private answered(progress: Progress): void {
    this.set(progress);
    this.ports.reload();
  }

  private set(progress: Progress): void {
    if (this.life.signal.aborted) return;
    this.current = withProgress(this.current, progress);
    this.ports.changed(this.current);
  }
}

function aboutOf({ id, title }: Target, fix: About['fix']): About {
  return { exceptionId: id, title, fix };
}

function aboutOfProgress({ exceptionId, title, fix }: Progress): About {
  return { exceptionId, title, fix };
}
