/** Views of exceptions, their causes, and what people asked for. */
import { actionOutcome, severity } from '../choices.ts';
import { viewsOf } from './table-views.ts';
import { active, ascending, descending, inactive, is, isAbove, isEmpty, isMe } from './view.ts';
import type { View } from './view.ts';

export const exceptionViews: readonly View[] = [
  ...viewsOf({
    table: 'mpb_exception',
    plural: 'Marketplace Exceptions',
    // Also what our own list of exceptions has to show: a data-set control gets the columns of the view (pcf.md 3).
    columns: [
      ['mpb_name', 300],
      ['mpb_severity', 90],
      ['mpb_responsible', 120],
      ['mpb_deadline', 140],
      ['mpb_moneyatrisk', 110],
      ['transactioncurrencyid', 90],
      ['mpb_openedon', 140],
      ['mpb_causeid', 220],
      ['mpb_orderid', 160],
      ['mpb_listingid', 160],
      ['mpb_marketplaceid', 140],
      ['ownerid', 150],
      ['statuscode', 100],
    ],
    order: [ascending('mpb_deadline')],
    find: ['mpb_code', 'mpb_causekey', 'mpb_recordkey'],
    lists: [
      { key: 'open', name: 'Open Exceptions by Deadline', conditions: [active] },
      {
        key: 'blocking',
        name: 'Open Blocking Exceptions',
        conditions: [active, is('mpb_severity', severity.values.blocking)],
      },
      {
        key: 'my-teams',
        name: "My Teams' Open Exceptions",
        conditions: [active, { column: 'ownerid', operator: 'eq-userteams', value: null }],
      },
      {
        key: 'closed',
        name: 'Closed Exceptions',
        conditions: [inactive],
        order: [descending('mpb_closedon')],
      },
      { key: 'all', name: 'All Exceptions', conditions: [] },
    ],
  }),
  ...viewsOf({
    table: 'mpb_cause',
    plural: 'Marketplace Causes',
    columns: [
      ['mpb_name', 320],
      ['mpb_causekey', 200],
      ['mpb_open', 110],
      ['mpb_held', 110],
      ['mpb_fixedon', 140],
      ['mpb_marketplaceid', 140],
    ],
    order: [descending('mpb_open')],
    find: ['mpb_causekey'],
    lists: [
      { key: 'open', name: 'Causes that Hold Something Up', conditions: [isAbove('mpb_open', 0)] },
      { key: 'all', name: 'All Causes', conditions: [] },
    ],
  }),
  ...viewsOf({
    table: 'mpb_action',
    plural: 'Marketplace Actions',
    columns: [
      ['mpb_name', 240],
      ['mpb_kind', 140],
      ['createdby', 150],
      ['createdon', 140],
      ['mpb_outcome', 100],
      ['mpb_outcometext', 300],
      ['mpb_reason', 220],
      ['mpb_orderid', 160],
    ],
    order: [descending('createdon')],
    lists: [
      { key: 'all', name: 'All Requests', conditions: [] },
      { key: 'mine', name: 'My Requests', conditions: [isMe('createdby')] },
      {
        key: 'waiting',
        name: 'Waiting Requests',
        conditions: [isEmpty('mpb_outcome')],
        order: [ascending('createdon')],
      },
      {
        key: 'refused',
        name: 'Refused Requests',
        conditions: [is('mpb_outcome', actionOutcome.values.refused)],
      },
    ],
  }),
];
