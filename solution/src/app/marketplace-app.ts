import { roleIds, roleNames } from '../role-names.ts';
import type { App } from './app.ts';

/** One app for everybody who works with the marketplace; rights decide what each of them may do in it. */
export const marketplaceApp: App = {
  uniqueName: 'mpb_Marketplace',
  name: 'Marketplace',
  description: 'Marketplace orders, stock, exceptions and set-up.',
  areas: [
    {
      key: 'marketplace',
      label: 'Marketplace',
      groups: [
        {
          key: 'orders',
          label: 'Orders',
          pages: [
            { table: 'salesorder', label: 'Sales Orders' },
            { table: 'mpb_order', label: 'Marketplace Orders' },
          ],
        },
        {
          key: 'stock',
          label: 'Stock',
          pages: [
            { table: 'mpb_listing', label: 'Listings' },
            { table: 'product', label: 'Products' },
            { table: 'mpb_stocklevel', label: 'Stock levels' },
            { table: 'mpb_stockfile', label: 'Stock files' },
            { table: 'mpb_census', label: 'Censuses' },
          ],
        },
        {
          key: 'attention',
          label: 'Needs attention',
          pages: [
            { table: 'mpb_exception', label: 'Exceptions' },
            { table: 'mpb_cause', label: 'Causes' },
            { table: 'mpb_action', label: 'Requests' },
          ],
        },
        {
          key: 'set-up',
          label: 'Set-up',
          pages: [
            { table: 'mpb_marketplace', label: 'Marketplaces' },
            { table: 'mpb_skumapping', label: 'SKU mappings' },
            { table: 'mpb_taxrule', label: 'Tax rules' },
          ],
        },
        {
          key: 'watch',
          label: 'What the relay did',
          pages: [
            { table: 'mpb_event', label: 'Events' },
            { table: 'mpb_syncrun', label: 'Sync runs' },
          ],
        },
      ],
    },
  ],
  roles: Object.values(roleNames)
    .filter((name) => name !== roleNames.relay)
    .map((name) => roleIds[name]),
};
