/** The safe ways out as buttons, each with what it does beside it; and the panel that the chosen one opens. */
import { Body1, Button, Caption1, Text, mergeClasses } from '@fluentui/react-components';
import * as React from 'react';
import { troubleIn } from '../../shared/dataverse.ts';
import type { Host } from '../../shared/host.ts';
import { Icon } from '../../shared/icons.tsx';
import type { Trouble } from '../../shared/trouble.ts';
import type { FixButton } from '../model/fix-button.ts';
import type { OpenException } from '../model/open-exception.ts';
import { productOf, recordBehind } from '../model/record-behind.ts';
import type { OrderRow } from '../model/rows.ts';
import { DecisionPanel } from './decision-panel.tsx';
import type { FixProps } from './panel-props.ts';
import { ProductPanel } from './product-panel.tsx';
import { TaxRulePanel } from './tax-rule-panel.tsx';
import { barredText, troubleText } from './words.ts';
import { useLook } from './look.ts';

export const Fixes: React.FC<FixProps> = ({ host, order, exception, progress, requests }) => {
  const look = useLook();
  const [chosen, setChosen] = React.useState<FixButton | null>(null);
  const [trouble, setTrouble] = React.useState<Trouble | null>(null);
  const pressed = React.useRef<HTMLButtonElement | null>(null);
  const stage = progress?.stage ?? null;
  const close = React.useCallback(() => {
    setChosen(null);
    pressed.current?.focus();
  }, []);
  // What was sent and taken needs its panel no longer; what was refused keeps it, with everything that was typed.
  React.useEffect(() => {
    if (chosen && (stage === 'asked' || stage === 'replaying')) close();
  }, [chosen, stage, close]);

  const press = (button: FixButton) => {
    setTrouble(null);
    if (button.barred) return;
    if (button.opens === 'nothing') void requests.ask(order, exception, button, null);
    else if (button.opens === 'product-record' || button.opens === 'advice') {
      openBehind(host, order, exception).catch((reason: unknown) => {
        setTrouble(troubleIn(reason));
      });
    } else setChosen(chosen?.kind === button.kind ? null : button);
  };
  const first = exception.buttons.find(({ barred, opens }) => !barred && opens !== 'advice');
  const panel = { host, order, exception, progress, requests, close };
  return (
    <div className={look.stack}>
      <Text as="h4" weight="semibold" style={{ margin: 0 }} id={`fixes-${exception.id}`}>
        {host.text('Fixes')}
      </Text>
      <ul className={mergeClasses(look.stack, look.list)} aria-labelledby={`fixes-${exception.id}`}>
        {exception.buttons.map((button, index) => (
          <li key={`${button.kind}-${index}`} className={look.row}>
            <FixLine
              host={host}
              exception={exception}
              button={button}
              id={`fix-${exception.id}-${index}`}
              likeliest={button === first}
              expanded={chosen?.kind === button.kind}
              press={(element) => {
                pressed.current = element;
                press(button);
              }}
            />
          </li>
        ))}
      </ul>
      {trouble && (
        <Body1 role="alert">
          {trouble.kind === 'gone' ? host.text('Trouble_noProduct') : troubleText(host, trouble, 'set-up')}
        </Body1>
      )}
      {chosen && (chosen.opens === 'confirm' || chosen.opens === 'reason') && (
        <DecisionPanel key={chosen.kind} {...panel} button={chosen} />
      )}
      {chosen?.opens === 'product' && <ProductPanel {...panel} />}
      {chosen?.opens === 'tax-rule' && <TaxRulePanel {...panel} />}
    </div>
  );
};

interface LineProps {
  readonly host: Host;
  readonly exception: OpenException;
  readonly button: FixButton;
  readonly id: string;
  readonly likeliest: boolean;
  readonly expanded: boolean;
  readonly press: (element: HTMLButtonElement) => void;
}

const FixLine: React.FC<LineProps> = ({ host, exception, button, id, likeliest, expanded, press }) => {
  const look = useLook();
  const opensPanel = ['confirm', 'reason', 'product', 'tax-rule'].includes(button.opens);
  const label = labelOf(exception, button);
  return (
    <>
      {label !== null && (
        <Button
          className={look.button}
          appearance={likeliest ? 'primary' : 'secondary'}
          disabledFocusable={button.barred !== null}
          aria-describedby={id}
          {...(opensPanel ? { 'aria-expanded': expanded } : {})}
          onClick={(event) => {
            press(event.currentTarget);
          }}
        >
          {host.text(label)}
        </Button>
      )}
      <span id={id} className={mergeClasses(look.stack, look.close, look.rest, look.words)}>
        <Body1>{button.effect}</Body1>
        {button.barred && (
          <Caption1 className={mergeClasses(look.row, look.minor)}>
            <Icon name="info" size={16} />
            {barredText(host, button.barred)}
          </Caption1>
        )}
      </span>
    </>
  );
};

/** Advice has a button only where there is one record to open. */
function labelOf(exception: OpenException, { kind, opens }: FixButton): string | null {
  if (opens !== 'advice' && opens !== 'product-record') return `Fix_${kind}`;
  const behind = recordBehind(exception);
  if (behind === null) return null;
  return behind.table === 'product' ? 'Fix_set-tax-category' : 'Fix_open-marketplace';
}

async function openBehind(host: Host, order: OrderRow, exception: OpenException): Promise<void> {
  const behind = recordBehind(exception);
  const marketplaceId = order._mpb_marketplaceid_value ?? '';
  if (behind === null) return;
  const id =
    behind.table === 'product' ? await productOf(host.dataverse, behind.sku, marketplaceId) : marketplaceId;
  host.openRecord(behind.table, id);
}
