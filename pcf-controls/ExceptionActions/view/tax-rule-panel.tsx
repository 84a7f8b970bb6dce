/** A tax rule that is missing: what the exception says is filled in, the rate is the person's. */
import { Body1, Field, Input, Link, Select } from '@fluentui/react-components';
import * as React from 'react';
import type { Host } from '../../shared/host.ts';
import { useLoad } from '../../shared/use-load.ts';
import { treatments } from '../../shared/choice-values.ts';
import type { Treatment } from '../../shared/choice-values.ts';
import { ruleProblems, rulesQuery, suggestedRule, territories } from '../model/tax-rule.ts';
import type { RuleForm, RuleProblem, RuleProblems, RuleRow } from '../model/tax-rule.ts';
import { isBusy } from './panel-props.ts';
import type { PanelProps } from './panel-props.ts';
import { Panel } from './panel.tsx';
import { useLook } from './look.ts';

export const TaxRulePanel: React.FC<PanelProps> = ({ host, exception, progress, requests, close }) => {
  const [form, setForm] = React.useState(() => suggestedRule(exception.evidence, exception.causeKey));
  const [tried, setTried] = React.useState(false);
  const { category, territory } = form;
  const load = React.useCallback(
    () => host.dataverse.read<RuleRow>('mpb_taxrule', rulesQuery({ category, territory })),
    [host, category, territory],
  );
  const [existing] = useLoad(load);
  const rules = existing.kind === 'ready' ? existing.value : [];
  const problems = ruleProblems(form, rules);
  const submit = () => {
    setTried(true);
    if (Object.keys(problems).length === 0) void requests.addRule(exception, form);
  };
  return (
    <Panel
      host={host}
      title={host.text('Fix_add-tax-rule')}
      confirm={host.text('Confirm_add-tax-rule')}
      busy={isBusy(progress) || existing.kind === 'loading'}
      submit={submit}
      close={close}
    >
      <Body1>{host.text('Rule_Intro')}</Body1>
      <ExistingRules host={host} rules={rules} />
      <RuleFields
        host={host}
        form={form}
        problems={tried ? problems : {}}
        change={(part) => {
          setForm({ ...form, ...part });
        }}
      />
    </Panel>
  );
};

const ExistingRules: React.FC<{ readonly host: Host; readonly rules: readonly RuleRow[] }> = ({
  host,
  rules,
}) => {
  const look = useLook();
  if (rules.length === 0) return null;
  return (
    <div>
      <Body1>{host.text('Rule_Existing')}</Body1>
      <ul className={look.words}>
        {rules.map((rule) => (
          <li key={rule.mpb_taxruleid}>
            <Link
              as="button"
              type="button"
              onClick={() => {
                host.openRecord('mpb_taxrule', rule.mpb_taxruleid);
              }}
            >
              {ruleText(host, rule)}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
};

function ruleText(host: Host, rule: RuleRow): string {
  const rate = host.formats.percent(rule.mpb_rate ?? 0);
  const from = rule.mpb_validfrom === null ? '' : host.formats.date(rule.mpb_validfrom);
  return rule.mpb_validto === null
    ? host.text('Rule_Open', rate, from)
    : host.text('Rule_Ended', rate, from, host.formats.date(rule.mpb_validto));
}

interface FieldsProps {
  readonly host: Host;
  readonly form: RuleForm;
  readonly problems: RuleProblems;
  readonly change: (part: Partial<RuleForm>) => void;
}

const RuleFields: React.FC<FieldsProps> = ({ host, form, problems, change }) => {
  const look = useLook();
  const taxable = form.treatment === 'taxable';
  const set =
    (field: keyof RuleForm) =>
    (_event: unknown, { value }: { readonly value: string }) => {
      change({ [field]: value });
    };
  const asked = (label: string, problem?: RuleProblem, hint?: string) => ({
    label: host.text(label),
    required: true,
    hint: hint ? host.text(hint) : null,
    validationMessage: problem ? host.text(`Rule_${problem}`) : null,
  });
  const known = territories.some((territory) => territory === form.territory);
  return (
    <div className={look.grid}>
      <Field {...asked('Rule_Category', problems.category)}>
        <Input style={{ minWidth: 0 }} value={form.category} onChange={set('category')} />
      </Field>
      <Field {...asked('Rule_Territory', problems.territory)}>
        <Select value={form.territory} onChange={set('territory')}>
          {!known && <option value={form.territory}>{form.territory}</option>}
          {territories.map((territory) => (
            <option key={territory} value={territory}>
              {host.text(`Territory_${territory}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field {...asked('Rule_Treatment')}>
        <Select value={form.treatment} onChange={set('treatment')}>
          {(Object.keys(treatments) as Treatment[]).map((treatment) => (
            <option key={treatment} value={treatment}>
              {host.text(`Treatment_${treatment}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field {...asked('Rule_Rate', problems.rate, taxable ? undefined : 'Rule_NoRate')}>
        <Input
          style={{ minWidth: 0 }}
          inputMode="decimal"
          contentAfter="%"
          value={taxable ? form.rate : '0'}
          disabled={!taxable}
          onChange={set('rate')}
        />
      </Field>
      <Field {...asked('Rule_ValidFrom', problems.validFrom, 'Rule_ValidFromHint')}>
        <Input style={{ minWidth: 0 }} type="date" value={form.validFrom} onChange={set('validFrom')} />
      </Field>
    </div>
  );
};
