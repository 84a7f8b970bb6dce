/** "This SKU is that product": a searched list, the likeliest first, and what saving will do before it is saved. */
import { Body1, Caption1, Combobox, Field, Option, mergeClasses } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import type { Product, Wanted } from '../model/product-search.ts';
import { wantedOf } from '../model/sku-mapping.ts';
import { isBusy } from './panel-props.ts';
import type { PanelProps } from './panel-props.ts';
import { Panel } from './panel.tsx';
import { useProductSearch } from './use-product-search.ts';
import type { ProductSearch } from './use-product-search.ts';
import { troubleText } from './words.ts';
import { useLook } from './look.ts';

export const ProductPanel: React.FC<PanelProps> = (props) => {
  const { host, exception } = props;
  const wanted = wantedOf(exception.evidence, exception.causeKey);
  if (wanted !== null) return <Chooser {...props} wanted={wanted} />;
  return <Body1 role="alert">{host.text('Product_NoSku')}</Body1>;
};

const Chooser: React.FC<PanelProps & { readonly wanted: Wanted }> = ({
  host,
  order,
  exception,
  progress,
  requests,
  close,
  wanted,
}) => {
  const look = useLook();
  const [typed, setTyped] = React.useState('');
  const [chosen, setChosen] = React.useState<Product | null>(null);
  const [tried, setTried] = React.useState(false);
  const [open, setOpen] = React.useState(false);
  const search = useProductSearch(host.dataverse, chosen ? '' : typed, wanted);
  const mapped = progress?.stage === 'failed' && progress.trouble.kind === 'duplicate';
  const save = (change: boolean) => {
    setTried(true);
    if (chosen) void requests.map(order, exception, { sku: wanted.sku, product: chosen, change });
  };
  return (
    <Panel
      host={host}
      title={host.text('Product_Title', wanted.sku)}
      confirm={host.text(mapped ? 'Confirm_remap' : 'Confirm_map-sku')}
      busy={isBusy(progress)}
      submit={() => {
        save(mapped);
      }}
      close={close}
    >
      {wanted.title !== '' && <Body1>{host.text('Product_Wanted', wanted.title)}</Body1>}
      <Field
        className={look.field}
        label={host.text('Product_Label')}
        required
        hint={hintFor(host, search, typed)}
        validationMessage={tried && !chosen ? host.text('Product_Missing') : null}
      >
        <Combobox
          style={{ minWidth: 0 }}
          freeform
          autoComplete="off"
          placeholder={host.text('Product_Placeholder')}
          value={typed}
          open={open}
          onOpenChange={(_event, data) => {
            setOpen(data.open);
          }}
          selectedOptions={chosen ? [chosen.id] : []}
          onChange={(event) => {
            setTyped(event.target.value);
            setOpen(true);
            setChosen(null);
          }}
          onOptionSelect={(_event, { optionValue }) => {
            const product = search.products.find(({ id }) => id === optionValue);
            if (!product) return;
            setChosen(product);
            setTyped(nameOf(product));
          }}
        >
          {search.products.map((product) => (
            <Option key={product.id} value={product.id} text={nameOf(product)}>
              <span className={mergeClasses(look.stack, look.close, look.words)}>
                <Body1>{product.name}</Body1>
                <Caption1 className={look.minor}>{detailOf(host, product)}</Caption1>
              </span>
            </Option>
          ))}
        </Combobox>
      </Field>
      {chosen && (
        <Body1>
          {host.text(
            exception.others === 0 ? 'Product_Effect' : 'Product_EffectMany',
            wanted.sku,
            nameOf(chosen),
            exception.others + 1,
          )}
        </Body1>
      )}
    </Panel>
  );
};

function nameOf({ number, name }: Product): string {
  return `${number} ${name}`.trim();
}

function detailOf(host: Host, { number, unit }: Product): string {
  return unit === null ? number : host.text('Product_NumberUnit', number, unit);
}

function hintFor(host: Host, { searching, products, trouble }: ProductSearch, typed: string): string {
  if (trouble) return troubleText(host, trouble, 'set-up');
  if (searching) return host.text('Product_Searching');
  if (products.length === 0) return host.text(typed === '' ? 'Product_NoSuggestion' : 'Product_NotFound');
  return host.text('Product_Found', products.length);
}
