/**
 * Mounts a control out of the zip: loads its files, gives it a context, draws what `updateView` returns, and draws again
 * whenever something that it sees has changed.
 */
import { loadControl, type LoadedControl } from './control-files.ts';
import { contextFor, themeOf, type Surroundings } from './control-context.ts';
import { DataSetSource, type DataSetOptions } from './data-set.ts';
import { plainText } from './plain-text.ts';
import { Fluent, React } from './platform.ts';
import { locales } from './settings.ts';
import { messageOf, webApi } from './web-api.ts';

interface Props {
  readonly around: Surroundings;
  readonly name: string;
  readonly label: string;
  /** Values of the bound and static properties by name. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly disabled: boolean;
  readonly dataSet: { readonly name: string; readonly options: DataSetOptions } | null;
}

type Control = ReturnType<LoadedControl['make']>;

export function ControlHost(props: Props) {
  const [loaded, setLoaded] = React.useState<LoadedControl | string | null>(null);
  const lcid = locales[props.around.settings.locale].lcid;
  React.useEffect(() => {
    let gone = false;
    loadControl(props.name, lcid).then(
      (control) => {
        if (!gone) setLoaded(control);
      },
      (error: unknown) => {
        if (!gone) setLoaded(messageOf(error));
      },
    );
    return () => {
      gone = true;
    };
  }, [props.name, lcid]);
  if (loaded === null) return <Fluent.Spinner size="tiny" label="Loading the control" />;
  if (typeof loaded === 'string') {
    return (
      <Fluent.MessageBar intent="error">
        <Fluent.MessageBarBody>
          Error loading control {props.name}: {loaded}
        </Fluent.MessageBarBody>
      </Fluent.MessageBar>
    );
  }
  return (
    <Guard name={props.name}>
      <Mounted {...props} loaded={loaded} />
    </Guard>
  );
}

function Mounted(props: Props & { readonly loaded: LoadedControl }) {
  const { around, loaded, name, values, dataSet } = props;
  const [, render] = React.useReducer((turn: number) => turn + 1, 0);
  const box = React.useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const settings = React.useRef(around.settings);
  settings.current = around.settings;
  const { model, person, apiFor } = around;
  const api = React.useMemo(
    () =>
      apiFor?.(name) ?? webApi(model, person.key, { from: name, offline: () => settings.current.offline }),
    [apiFor, model, person.key, name],
  );
  // Kept by what it is about, not by the objects that say so: these are made anew with every drawing of the form.
  const about = dataSet === null ? '' : JSON.stringify([dataSet.name, { ...dataSet.options, model: null }]);
  const source = React.useMemo(
    () => (dataSet === null ? null : new DataSetSource(dataSet.options, api, render)),
    [about, api],
  );
  React.useEffect(() => {
    if (source) void source.refresh();
  }, [source]);

  const parameters = {
    ...Object.fromEntries(
      loaded.manifest.properties.map(({ name: property, type, initial }) => {
        const raw = property in values ? values[property] : initial;
        return [
          property,
          {
            type,
            raw: raw ?? null,
            formatted: plainText(raw),
            error: false,
            errorMessage: '',
            security: { editable: !props.disabled, readable: true, secured: false },
          },
        ];
      }),
    ),
    ...(source && dataSet ? { [dataSet.name]: source.parameter() } : {}),
  };
  const context = contextFor(around, {
    loaded,
    api,
    width,
    label: props.label,
    disabled: props.disabled,
    parameters,
    updated: Object.keys(parameters),
    requestRender: render,
  });

  const control = React.useRef<Control | null>(null);
  if (control.current === null) {
    control.current = loaded.make();
    control.current.init(context, () => undefined, {});
  }
  React.useEffect(
    () => () => {
      control.current?.destroy();
      control.current = null;
    },
    [],
  );
  return (
    <div ref={box} className="control" data-control={name}>
      <Fluent.FluentProvider theme={themeOf[around.settings.theme]()} className="control-theme">
        {control.current.updateView(context)}
      </Fluent.FluentProvider>
    </div>
  );
}

/** Rounded, so that a scroll bar that comes and goes does not draw everything again. */
function useWidth(box: { readonly current: HTMLDivElement | null }): number {
  const [width, setWidth] = React.useState(0);
  React.useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => {
      setWidth(Math.round(element.clientWidth));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [box]);
  return width;
}

/** A control that throws takes its own place down and not the form, as on the platform. */
class Guard extends React.Component<{ readonly name: string }, { readonly error: string | null }> {
  override state = { error: null as string | null };

  static getDerivedStateFromError(error: unknown) {
    return { error: messageOf(error) };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <Fluent.MessageBar intent="error">
        <Fluent.MessageBarBody>
          Error loading control {this.props.name}: {this.state.error}
        </Fluent.MessageBarBody>
      </Fluent.MessageBar>
    );
  }
}
