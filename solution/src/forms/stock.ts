/** Forms of stock: what a listing shows and why, and by which file and census that is known. */
import { openExceptionsOfListing } from './exceptions.ts';
import { fields, halves, section, shown, whole } from './form.ts';
import type { Form } from './form.ts';
import { rowsOf } from './rows-of.ts';
import { stockBadge } from './stock-badge.ts';

/** What the relay wrote is shown; what people may say about this one offer is theirs to fill. */
export const listingForm: Form = {
  key: 'main',
  table: 'mpb_listing',
  name: 'Marketplace Listing',
  description: 'What an offer shows on the marketplace and why, and what is to be different for it.',
  header: ['mpb_published', 'mpb_target', 'mpb_place', 'mpb_publishedon'],
  tabs: [
    {
      key: 'stock',
      label: 'Stock',
      columns: halves(
        [
          section('badge', [stockBadge('mpb_listingkey')], 'On the marketplace'),
          section(
            'quantity',
            shown('mpb_published', 'mpb_publishedon', 'mpb_target', 'mpb_available', 'mpb_why'),
            'What is published, and why',
          ),
          section(
            'answer',
            shown(
              'mpb_answer',
              'mpb_answeredon',
              'mpb_stockfileid',
              'mpb_reason',
              'mpb_dueon',
              'mpb_unknownsince',
            ),
            'What the marketplace says',
          ),
        ],
        [
          section(
            'overrides',
            fields(
              'mpb_stopselling',
              'mpb_unitsperoffer',
              'mpb_bufferrule',
              'mpb_buffervalue',
              'mpb_allocationpercent',
              'mpb_stocklimit',
            ),
            'Different for this listing',
          ),
          section(
            'offer',
            shown('mpb_name', 'mpb_sku', 'mpb_offerid', 'mpb_title', 'mpb_productid', 'mpb_marketplaceid'),
            'Offer',
          ),
        ],
      ),
    },
    {
      key: 'exceptions',
      label: 'Exceptions',
      columns: whole(section('exceptions', [openExceptionsOfListing])),
    },
    {
      key: 'sales',
      label: 'Sales',
      columns: whole(
        section(
          'sales',
          shown('mpb_velocity', 'mpb_velocityon', 'mpb_velocitysince', 'ownerid', 'statuscode'),
          'What buffers by days or by certainty are worked out from',
        ),
      ),
    },
  ],
};

export const stockLevelForm: Form = {
  key: 'main',
  table: 'mpb_stocklevel',
  name: 'Marketplace Stock Level',
  description: 'Quantity of a product in a warehouse, as another system says.',
  header: ['modifiedon', 'statuscode'],
  tabs: [
    {
      key: 'level',
      label: 'Stock level',
      columns: whole(
        section('level', fields('mpb_name', 'mpb_productid', 'mpb_warehouse', 'mpb_quantity', 'mpb_asof')),
      ),
    },
  ],
};

export const stockFileForm: Form = {
  key: 'main',
  table: 'mpb_stockfile',
  name: 'Marketplace Stock File',
  description: 'A file of quantities that was sent to the marketplace, and its answer.',
  header: ['mpb_state', 'mpb_linecount', 'mpb_refusedcount'],
  tabs: [
    {
      key: 'file',
      label: 'Stock file',
      columns: halves(
        [
          section(
            'file',
            shown(
              'mpb_name',
              'mpb_marketplaceid',
              'mpb_state',
              'mpb_importid',
              'mpb_linecount',
              'mpb_senton',
            ),
            'What was sent',
          ),
        ],
        [
          section(
            'answer',
            shown('mpb_answeredon', 'mpb_refusedcount', 'mpb_medianwait', 'mpb_longestwait', 'mpb_trouble'),
            'What became of it',
          ),
        ],
      ),
    },
    {
      key: 'listings',
      label: 'Listings',
      columns: whole(
        section('listings', [
          rowsOf('mpb_listing', 'mpb_stockfileid', {
            key: 'listings',
            label: 'Listings that this file wrote last',
            view: 'active',
            rows: 15,
          }),
        ]),
      ),
    },
    {
      key: 'lines',
      label: 'Lines',
      columns: whole(
        section('refusals', shown('mpb_refusals'), 'Refused'),
        section('lines', shown('mpb_lines'), 'Sent'),
      ),
    },
  ],
};

export const censusForm: Form = {
  key: 'main',
  table: 'mpb_census',
  name: 'Marketplace Census',
  description: 'What both sides said of the stock at one moment, and each difference with its class.',
  header: ['mpb_offers', 'mpb_agreed', 'mpb_changedthere', 'mpb_finishedon'],
  tabs: [
    {
      key: 'census',
      label: 'Census',
      columns: halves(
        [
          section(
            'taken',
            shown(
              'mpb_name',
              'mpb_marketplaceid',
              'mpb_scope',
              'mpb_startedon',
              'mpb_exportedon',
              'mpb_finishedon',
            ),
            'When it was taken',
          ),
          section('sizes', shown('mpb_offers', 'mpb_listings'), 'How much was compared'),
        ],
        [
          section(
            'found',
            shown(
              'mpb_agreed',
              'mpb_moving',
              'mpb_neversent',
              'mpb_refused',
              'mpb_changedthere',
              'mpb_unknownsku',
              'mpb_missing',
            ),
            'What was found',
          ),
        ],
      ),
    },
    {
      key: 'differences',
      label: 'Differences',
      columns: whole(section('differences', shown('mpb_differences'))),
    },
  ],
};
