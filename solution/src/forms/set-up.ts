/** Forms of the rows that people maintain: marketplaces, SKU mappings, tax rules. */
import { openExceptionsOfMarketplace } from './exceptions.ts';
import { fields, halves, section, whole } from './form.ts';
import type { Form } from './form.ts';
import { stockPolicyTab } from './stock-policy-tab.ts';

export const marketplaceForm: Form = {
  key: 'main',
  table: 'mpb_marketplace',
  name: 'Marketplace',
  description: 'How a shop is connected, and what it holds up now.',
  header: ['mpb_miraklhost', 'statuscode'],
  tabs: [
    {
      key: 'exceptions',
      label: 'Open exceptions',
      columns: whole(section('exceptions', [openExceptionsOfMarketplace])),
    },
    {
      key: 'set-up',
      label: 'Set-up',
      columns: halves(
        [
          section(
            'connection',
            fields(
              'mpb_name',
              'mpb_miraklhost',
              'mpb_shopid',
              'mpb_armedfor',
              'mpb_readfrom',
              'mpb_pollseconds',
            ),
            'Connection',
          ),
          section(
            'sales',
            fields(
              'mpb_transactioncurrencyid',
              'mpb_pricelevelid',
              'mpb_accountid',
              'mpb_customerpolicy',
              'mpb_shippingproductid',
            ),
            'Sales Orders',
          ),
          section(
            'policies',
            fields('mpb_acceptorders', 'mpb_establishedinuk', 'mpb_retentiondays'),
            'Policies',
          ),
        ],
        [
          section(
            'teams',
            fields(
              'mpb_orderteamid',
              'mpb_financeteamid',
              'mpb_operationsteamid',
              'mpb_salesteamid',
              'mpb_adminteamid',
            ),
            'Teams',
          ),
          section(
            'defaults',
            fields('mpb_orderdefaults', 'mpb_linedefaults'),
            'Defaults that your organisation requires',
          ),
        ],
      ),
    },
    stockPolicyTab,
  ],
};

export const skuMappingForm: Form = {
  key: 'main',
  table: 'mpb_skumapping',
  name: 'Marketplace SKU Mapping',
  description: 'Which product a SKU of the marketplace stands for.',
  header: ['statuscode'],
  tabs: [
    {
      key: 'mapping',
      label: 'Mapping',
      columns: whole(
        section('mapping', fields('mpb_name', 'mpb_marketplaceid', 'mpb_sku', 'mpb_productid', 'mpb_uomid')),
      ),
    },
  ],
};

export const taxRuleForm: Form = {
  key: 'main',
  table: 'mpb_taxrule',
  name: 'Marketplace Tax Rule',
  description: 'The VAT rate of a tax category in a territory, from a date on.',
  header: ['statuscode'],
  tabs: [
    {
      key: 'rule',
      label: 'Rule',
      columns: halves(
        [
          section(
            'rule',
            fields('mpb_name', 'mpb_taxcategory', 'mpb_territory', 'mpb_treatment', 'mpb_rate'),
            'Rule',
          ),
        ],
        [section('dates', fields('mpb_validfrom', 'mpb_validto', 'mpb_taxcode'), 'From when on')],
      ),
    },
  ],
};
