/**
 * The stage of the browser tests: one control of the zip in one state that is told beforehand, without a relay and
 * without Dataverse. `window.stage.show(...)` puts it up, in the place of the one before.
 */
import type { AppModel } from './app-model.ts';
import { themeOf, type Surroundings } from './control-context.ts';
import { ControlHost } from './control-host.tsx';
import { QuestionDialog, type Question } from './dialogs.tsx';
import { Fluent, React, ReactDOM } from './platform.ts';
import { scriptedApi, type Answers, type ScriptedCall } from './scripted-api.ts';
import type { StageWish } from './stage-wish.ts';
import { plainQuery, queryOfView } from './view-query.ts';

const dataSetName = 'exceptions';
const place = document.getElementById('stage');

function StageSet({ model, wish, calls }: { model: AppModel; wish: StageWish; calls: ScriptedCall[] }) {
  const [question, setQuestion] = React.useState<Question | null>(null);
  const { state, theme } = wish;
  const { dataSet } = state;
  const around = React.useMemo<Surroundings>(() => {
    const script = {
      reads: { ...state.reads, ...(dataSet ? { [dataSet.table]: answerOf(dataSet) } : {}) },
      creates: state.creates ?? {},
      hasNextPage: new Set(dataSet?.hasNextPage === true ? [dataSet.table] : []),
    };
    const api = scriptedApi(script, calls);
    return {
      model,
      person: {
        key: 'operations',
        id: '00000000-0000-4000-8000-0b0100000004',
        name: 'Omar Packham',
        job: '',
        teamIds: [],
        roles: wish.roleIds.map((id) => ({ id, name: '' })),
        mayWrite: [],
        mayCreate: [],
      },
      settings: {
        person: 'operations',
        theme,
        locale: wish.locale,
        offline: state.offline === true,
        width: 'full',
        rtl: wish.rtl === true,
      },
      apiFor: () => api,
      ask: (asked) =>
        new Promise((resolve) => {
          setQuestion({
            ...asked,
            answer: (yes) => {
              setQuestion(null);
              resolve(yes);
            },
          });
        }),
    };
  }, [model, wish, state, dataSet, theme, calls]);
  const view = dataSet && model.views.find((each) => each.table === dataSet.table && each.isDefault);
  return (
    <Fluent.FluentProvider theme={themeOf[theme]()} dir={wish.rtl ? 'rtl' : 'ltr'} className="stage">
      <ControlHost
        around={around}
        name={wish.control}
        label="Marketplace"
        values={{ orderKey: state.orderKey ?? null, recordKey: state.recordKey ?? null }}
        disabled={false}
        dataSet={
          dataSet
            ? {
                name: dataSetName,
                options: {
                  model,
                  table: dataSet.table,
                  title: 'Exceptions',
                  viewId: view?.id ?? '',
                  query: view ? queryOfView(model, view, around.person) : plainQuery(model, dataSet.table),
                  also: [],
                  pageSize: 50,
                  selected: dataSet.selectedIds ?? [],
                },
              }
            : null
        }
      />
      <QuestionDialog question={question} />
    </Fluent.FluentProvider>
  );
}

function answerOf(dataSet: NonNullable<StageWish['state']['dataSet']>): Answers[string] {
  if (dataSet.loading === true) return 'never';
  if (dataSet.errorMessage !== undefined) return { error: { errorCode: 0, message: dataSet.errorMessage } };
  return { rows: dataSet.rows };
}

async function start(): Promise<void> {
  const model = (await (await fetch('/app/model.json')).json()) as AppModel;
  let calls: ScriptedCall[] = [];
  let shown = 0;
  window.stage = {
    get calls() {
      return calls;
    },
    show: (wish) => {
      calls = [];
      shown += 1;
      document.documentElement.dataset.theme = wish.theme;
      ReactDOM.render(<StageSet key={shown} model={model} wish={wish} calls={calls} />, place);
    },
  };
}

void start();
