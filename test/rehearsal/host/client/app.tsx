/** The app around lists and forms: app bar, site map, who sits at the screen, dialogs, and the scenario drawer. */
import { AppBar, panelButton } from './app-bar.tsx';
import type { AppModel } from './app-model.ts';
import { themeOf, type Surroundings } from './control-context.ts';
import { QuestionDialog, type Question } from './dialogs.tsx';
import { FormPage } from './form-page.tsx';
import { ListPage } from './list-page.tsx';
import { Fluent, React } from './platform.ts';
import { readRoute, type Route } from './route.ts';
import { ScenarioPanel } from './scenario-panel.tsx';
import type { OnScreen } from './scenario.ts';
import { useScenarios } from './scenario-state.ts';
import { readSettings, writeSettings, type Settings } from './settings.ts';
import { SiteMap } from './site-map.tsx';
import { Toasts, useToasts } from './toasts.tsx';

const nothing: OnScreen = { orderId: null, sku: null };

export function App({ model }: { readonly model: AppModel }) {
  const [settings, setSettings] = React.useState(() => readSettings(location.search, model.people));
  const [question, setQuestion] = React.useState<Question | null>(null);
  const [panel, setPanel] = React.useState(
    () => new URLSearchParams(location.search).get('panel') === 'open',
  );
  const [onScreen, setOnScreen] = React.useState<OnScreen>(nothing);
  const route = useRoute();
  const { toasts, say } = useToasts();
  const scenarios = useScenarios(say);

  const person = model.people.find(({ key }) => key === settings.person) ?? model.people[0];
  const ask = React.useCallback(
    (asked: { title: string; text: string; confirm: string | null }) =>
      new Promise<boolean>((resolve) => {
        setQuestion({
          ...asked,
          answer: (yes) => {
            setQuestion(null);
            resolve(yes);
          },
        });
      }),
    [],
  );
  const change = (part: Partial<Settings>) => {
    const next = { ...settings, ...part };
    writeSettings(next);
    setSettings(next);
  };
  React.useEffect(() => {
    document.documentElement.dataset.theme = settings.theme;
  }, [settings.theme]);
  React.useEffect(() => {
    setOnScreen(nothing);
  }, [route]);
  if (!person) return <p>This environment has no people.</p>;
  const around: Surroundings = { model, person, settings, ask };
  return (
    <Fluent.FluentProvider theme={themeOf[settings.theme]()} className="app-theme">
      <a className="skip" href="#main">
        Skip to the record
      </a>
      <AppBar
        model={model}
        person={person}
        settings={settings}
        change={change}
        panelOpen={panel}
        togglePanel={() => {
          setPanel(!panel);
        }}
      />
      <div className={`app-body width-${settings.width}`}>
        <SiteMap model={model} current={route.table} />
        <main id="main" className="app-main">
          <Page
            key={`${person.key} ${JSON.stringify(route)}`}
            around={around}
            route={route}
            onRecord={setOnScreen}
          />
        </main>
        {panel ? (
          <ScenarioPanel
            state={scenarios.state}
            onScreen={onScreen}
            played={scenarios.played}
            close={() => {
              setPanel(false);
              document.getElementById(panelButton)?.focus();
            }}
          />
        ) : null}
      </div>
      <QuestionDialog question={question} />
      <Toasts toasts={toasts} />
    </Fluent.FluentProvider>
  );
}

interface PageProps {
  readonly around: Surroundings;
  readonly route: Route;
  readonly onRecord: (onScreen: OnScreen) => void;
}

function Page({ around, route, onRecord }: PageProps) {
  if (!(route.table in around.model.tables)) {
    return (
      <Fluent.MessageBar intent="error">
        <Fluent.MessageBarBody>This environment has no table {route.table}.</Fluent.MessageBarBody>
      </Fluent.MessageBar>
    );
  }
  return route.page === 'form' ? (
    <FormPage around={around} table={route.table} id={route.id} onRecord={onRecord} />
  ) : (
    <ListPage around={around} table={route.table} view={route.view} />
  );
}

function useRoute(): Route {
  const [route, setRoute] = React.useState(() => readRoute(location.hash));
  React.useEffect(() => {
    const follow = () => {
      setRoute(readRoute(location.hash));
    };
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('hashchange', follow);
    };
  }, []);
  return route;
}
