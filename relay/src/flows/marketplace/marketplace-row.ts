/** The row of a marketplace as a run reads it, with the rows that it names. */
import type { ReadRow, t } from '@marketplace-bridge/solution';
import type { StockColumns } from './stock-columns.ts';

type Columns =
  | 'mpb_name'
  | 'mpb_marketplaceid'
  | 'mpb_armedfor'
  | 'mpb_establishedinuk'
  | 'mpb_acceptorders'
  | 'mpb_customerpolicy'
  | 'mpb_pollseconds'
  | 'mpb_readfrom'
  | 'mpb_orderdefaults'
  | 'mpb_linedefaults'
  | '_mpb_accountid_value'
  | '_mpb_orderteamid_value'
  | '_mpb_financeteamid_value'
  | '_mpb_operationsteamid_value'
  | '_mpb_salesteamid_value'
  | '_mpb_adminteamid_value';

export type MarketplaceRow = Pick<ReadRow<typeof t.marketplace>, Columns> &
  StockColumns & {
    mpb_transactioncurrencyid: {
      transactioncurrencyid: string;
      isocurrencycode: string;
      currencyprecision: number;
    } | null;
    mpb_pricelevelid: {
      pricelevelid: string;
      _transactioncurrencyid_value: string;
      statecode: number;
    } | null;
    mpb_shippingproductid: {
      productid: string;
      _defaultuomid_value: string | null;
      statecode: number;
    } | null;
  };
