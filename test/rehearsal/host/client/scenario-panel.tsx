/** The drawer that makes things happen on the pretend B&Q and in the pretend Dynamics. */
import { Icon } from './icons.tsx';
import { Fluent, React } from './platform.ts';
import { go } from './route.ts';
import type { Happening, OnScreen, Scenario, ScenarioState } from './scenario.ts';
import { messageOf } from './web-api.ts';

interface Props {
  readonly state: ScenarioState | null;
  readonly onScreen: OnScreen;
  readonly close: () => void;
  readonly played: (happening: Happening) => void;
}

const groups: readonly { readonly key: Scenario['group']; readonly title: string; readonly note: string }[] =
  [
    {
      key: 'orders',
      title: 'A customer orders',
      note: 'New orders on the pretend B&Q. Payment takes two minutes of rehearsal time.',
    },
    {
      key: 'after',
      title: 'Then something happens',
      note: 'To the order on the screen, or to the newest that fits.',
    },
    {
      key: 'stock',
      title: 'Stock moves',
      note: 'Of the listing or product on the screen, or of the first that fits.',
    },
  ];

export async function send(path: string, wish: object): Promise<Happening> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(wish),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Happening;
}

export function ScenarioPanel({ state, onScreen, close, played }: Props) {
  const [trouble, setTrouble] = React.useState('');
  const act = (path: string, wish: object) => {
    send(path, wish).then(played, (error: unknown) => {
      setTrouble(messageOf(error));
    });
  };
  return (
    <aside
      className="panel"
      aria-label="Make something happen"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
    >
      <div className="panel-head">
        <h2>Make something happen</h2>
        <Fluent.Button
          appearance="subtle"
          size="small"
          icon={<Icon name="cross" />}
          aria-label="Close the panel"
          onClick={close}
        />
      </div>
      {trouble === '' ? null : (
        <Fluent.MessageBar intent="error">
          <Fluent.MessageBarBody>{trouble}</Fluent.MessageBarBody>
        </Fluent.MessageBar>
      )}
      {groups
        .filter(({ key }) => state?.scenarios.some(({ group }) => group === key))
        .map(({ key, title, note }) => (
          <section key={key} className="panel-group">
            <h3>{title}</h3>
            <p className="quiet">{aboutScreen(key, onScreen) ?? note}</p>
            {state?.scenarios
              .filter(({ group }) => group === key)
              .map((scenario) => (
                <ScenarioRow
                  key={scenario.id}
                  scenario={scenario}
                  play={(count) => {
                    act(`/app/scenario/${scenario.id}`, {
                      count,
                      ...(scenario.needsOrder ? { orderId: onScreen.orderId } : {}),
                      ...(scenario.group === 'stock' ? { sku: onScreen.sku } : {}),
                    });
                  }}
                />
              ))}
          </section>
        ))}
      {state && state.switches.length > 0 ? (
        <section className="panel-group">
          <h3>On the side of Dynamics</h3>
          <p className="quiet">With the bus down everything still happens, by the sweep.</p>
          {state.switches.map((each) => (
            <Fluent.Switch
              key={each.id}
              checked={each.on}
              label={`${each.title}: ${each.on ? each.onText : each.offText}`}
              onChange={(_event, { checked }) => {
                act(`/app/switch/${each.id}`, { on: checked });
              }}
            />
          ))}
        </section>
      ) : null}
      <section className="panel-group">
        <h3>What happened</h3>
        <ol className="happenings" reversed>
          {[...(state?.happenings ?? [])]
            .reverse()
            .slice(0, 12)
            .map((happening) => (
              <li key={happening.number} className={happening.went === 'wrong' ? 'went-wrong' : ''}>
                <time dateTime={happening.at}>{happening.at.slice(11, 19)}</time> {happening.text}
              </li>
            ))}
        </ol>
        {state?.happenings.length === 0 ? <p className="quiet">Nothing yet.</p> : null}
        <Fluent.Button
          size="small"
          appearance="subtle"
          onClick={() => {
            go({ page: 'list', table: 'mpb_order', view: null });
          }}
        >
          Show the marketplace orders
        </Fluent.Button>
      </section>
    </aside>
  );
}

function aboutScreen(group: Scenario['group'], { orderId, sku }: OnScreen): string | null {
  if (group === 'after' && orderId !== null) return `To ${orderId}, the order on the screen.`;
  return group === 'stock' && sku !== null ? `Of ${sku}, which is on the screen.` : null;
}

interface RowProps {
  readonly scenario: Scenario;
  readonly play: (count: number) => void;
}

function ScenarioRow({ scenario, play }: RowProps) {
  const [count, setCount] = React.useState(scenario.id === 'unknown-sku' ? 5 : 1);
  return (
    <div className="scenario">
      <div className="scenario-words">
        <strong>{scenario.title}</strong>
        <span className="quiet">{scenario.hint}</span>
      </div>
      {scenario.upTo > 1 ? (
        <Fluent.SpinButton
          className="scenario-count"
          size="small"
          aria-label={`How many: ${scenario.title}`}
          value={count}
          min={1}
          max={scenario.upTo}
          onChange={(_event, { value, displayValue }) => {
            const wanted = value ?? Number(displayValue);
            if (Number.isInteger(wanted)) setCount(Math.min(scenario.upTo, Math.max(1, wanted)));
          }}
        />
      ) : null}
      <Fluent.Button
        size="small"
        appearance="primary"
        icon={<Icon name="play" />}
        aria-label={`Play: ${scenario.title}`}
        onClick={() => {
          play(count);
        }}
      />
    </div>
  );
}
