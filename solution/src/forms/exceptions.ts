/** Forms of what holds records up, and of what people asked for. */
import { viewId } from '../views/table-views.ts';
import { fields, halves, section, shown, whole } from './form.ts';
import type { Cell, Form } from './form.ts';
import { rowsOf } from './rows-of.ts';

/** Exceptions in our own list, which can have many of them looked at again at once. */
const exceptionList = (relationship: string, view: string): Cell => ({
  kind: 'subGrid',
  key: 'exceptions',
  label: 'Exceptions',
  table: 'mpb_exception',
  relationship,
  viewId: viewId('mpb_exception', view),
  rows: 15,
  control: 'ExceptionList',
});

export const openExceptionsOfMarketplace = exceptionList('mpb_exception_mpb_marketplaceid', 'open');
export const openExceptionsOfListing = exceptionList('mpb_exception_mpb_listingid', 'open');

export const exceptionForm: Form = {
  key: 'main',
  table: 'mpb_exception',
  name: 'Marketplace Exception',
  description: 'What is wrong and whose it is; it is put right on the order or listing.',
  header: ['mpb_severity', 'mpb_responsible', 'mpb_deadline', 'mpb_moneyatrisk'],
  tabs: [
    {
      key: 'exception',
      label: 'Exception',
      columns: halves(
        [
          section(
            'what',
            shown('mpb_name', 'mpb_cause', 'mpb_code', 'mpb_causekey', 'mpb_causeid'),
            'What is wrong',
          ),
          section(
            'record',
            shown('mpb_orderid', 'mpb_listingid', 'mpb_marketplaceid', 'mpb_recordtype', 'mpb_recordkey'),
            'Record',
          ),
        ],
        [
          section(
            'who',
            shown('ownerid', 'mpb_responsible', 'mpb_deadline', 'mpb_moneyatrisk', 'transactioncurrencyid'),
            'Who puts it right, and by when',
          ),
          section('end', shown('mpb_openedon', 'mpb_closedon', 'statuscode', 'mpb_outcome'), 'How it ended'),
        ],
      ),
    },
    {
      key: 'actions',
      label: 'Requests',
      columns: whole(
        section('actions', [
          rowsOf('mpb_action', 'mpb_exceptionid', {
            key: 'actions',
            label: 'What people asked for',
            view: 'all',
            rows: 10,
          }),
        ]),
      ),
    },
  ],
};

export const causeForm: Form = {
  key: 'main',
  table: 'mpb_cause',
  name: 'Marketplace Cause',
  description: 'Everything that one cause holds up, and what became of it since it was fixed.',
  header: ['mpb_open', 'mpb_held', 'mpb_fixedon'],
  tabs: [
    {
      key: 'cause',
      label: 'Cause',
      columns: whole(
        section(
          'cause',
          shown(
            'mpb_name',
            'mpb_causekey',
            'mpb_marketplaceid',
            'mpb_open',
            'mpb_held',
            'mpb_fixedon',
            'mpb_countedon',
          ),
        ),
        section(
          'exceptions',
          [exceptionList('mpb_exception_mpb_causeid', 'all')],
          'Exceptions with this cause',
        ),
      ),
    },
  ],
};

export const actionForm: Form = {
  key: 'main',
  table: 'mpb_action',
  name: 'Marketplace Action',
  description: 'What somebody asked the relay for, and what became of it.',
  header: ['mpb_kind', 'mpb_outcome', 'createdby'],
  tabs: [
    {
      key: 'action',
      label: 'Request',
      columns: halves(
        [
          section(
            'request',
            fields(
              'mpb_name',
              'mpb_kind',
              'mpb_orderid',
              'mpb_exceptionid',
              'mpb_marketplaceid',
              'mpb_reason',
            ),
            'Request',
          ),
        ],
        [
          section(
            'outcome',
            shown('mpb_outcome', 'mpb_outcometext', 'mpb_completedon', 'createdby', 'createdon'),
            'Outcome',
          ),
        ],
      ),
    },
  ],
};
