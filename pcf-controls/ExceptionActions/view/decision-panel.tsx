/** A decision that ends the exception: what it does once more, and, where somebody will ask later, why. */
import { Body1, Caption1, Field, Textarea } from '@fluentui/react-components';
import * as React from 'react';
import { longestReason, reasonProblem } from '../../shared/action-request.ts';
import type { FixButton } from '../model/fix-button.ts';
import { isBusy } from './panel-props.ts';
import type { PanelProps } from './panel-props.ts';
import { Panel } from './panel.tsx';

export const DecisionPanel: React.FC<PanelProps & { readonly button: FixButton }> = ({
  host,
  order,
  exception,
  progress,
  requests,
  close,
  button,
}) => {
  const [reason, setReason] = React.useState('');
  const [tried, setTried] = React.useState(false);
  const wantsReason = button.opens === 'reason';
  const problem = wantsReason ? reasonProblem(reason) : null;
  const submit = () => {
    setTried(true);
    if (problem === null) void requests.ask(order, exception, button, wantsReason ? reason : null);
  };
  return (
    <Panel
      host={host}
      title={host.text(`Fix_${button.kind}`)}
      confirm={host.text(`Confirm_${button.kind}`)}
      busy={isBusy(progress)}
      submit={submit}
      close={close}
    >
      <Body1>{button.effect}</Body1>
      <Caption1>{host.text('Decision_Seen')}</Caption1>
      {wantsReason && (
        <Field
          label={host.text('Reason')}
          required
          hint={host.text('Reason_Hint')}
          validationMessage={tried && problem !== null ? host.text(`Reason_${problem}`, longestReason) : null}
        >
          <Textarea
            value={reason}
            rows={3}
            onChange={(_event, data) => {
              setReason(data.value);
            }}
          />
        </Field>
      )}
    </Panel>
  );
};
