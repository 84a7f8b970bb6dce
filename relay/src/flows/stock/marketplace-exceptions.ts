/** What is wrong with the stock of the marketplace as a whole; read once, written where it changes. */
import type { Operation } from '../../dataverse/client.ts';
import type { ExceptionDraft } from '../../domain/exception.ts';
import { mustSucceed, rowsOf } from '../answers.ts';
import { causesBefore, causesTouched } from '../causes/cause-rows.ts';
import { recount } from '../causes/recount.ts';
import { exceptionWrites } from '../exceptions/rows.ts';
import { exceptionColumns, type ExceptionRow } from '../orders/facts.ts';
import type { Marketplace } from '../marketplace/marketplace.ts';
import { dataverseTime } from '../time.ts';
import type { StockContext } from './stock-context.ts';

const record = 'stock';

export class MarketplaceExceptions {
  /** What is not in here was not looked at since this copy leads, and stays as it is. */
  readonly #checks = new Map<string, ExceptionDraft | null>();
  #stands = '[]';

  /** Open with this draft, or closed where it is null. */
  set(code: string, draft: ExceptionDraft | null): void {
    this.#checks.set(code, draft);
  }

  /** Costs nothing while everything stands as it was written last. */
  async write(context: Pick<StockContext, 'ports' | 'marketplace' | 'assertHeld'>): Promise<void> {
    const { ports, marketplace, assertHeld } = context;
    const text = JSON.stringify([...this.#checks]);
    if (text === this.#stands) return;
    assertHeld();
    const [answer] = await ports.dataverse.batch([existingQuery(marketplace)], 'due');
    const writes = exceptionWrites(
      {
        rowId: null,
        recordType: 'marketplace',
        recordKey: record,
        marketplace,
        now: dataverseTime(ports.clock.now()),
      },
      [...this.#checks.values()].flatMap((draft) => draft ?? []),
      rowsOf<ExceptionRow>(answer).filter(({ mpb_code: code }) => this.#checks.has(code ?? '')),
    );
    if (writes.length > 0) {
      const causes = causesBefore(writes, marketplace);
      const answers = await ports.dataverse.batch([...causes, { changeSet: writes }], 'due');
      mustSucceed(answers.at(-1));
      await recount(context, causesTouched(writes));
    }
    this.#stands = text;
  }
}

function existingQuery({ id }: Marketplace): Operation {
  return {
    method: 'GET',
    path:
      `mpb_exceptions?$select=${exceptionColumns.join(',')}` +
      `&$filter=_mpb_marketplaceid_value eq ${id} and mpb_recordtype eq 'marketplace' and mpb_recordkey eq '${record}'`,
  };
}
