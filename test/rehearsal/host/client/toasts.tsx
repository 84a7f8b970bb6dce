/** Short messages in the corner; plain, because Fluent's own sets state after it is gone, which React 17 complains of. */
import { Icon } from './icons.tsx';
import { React } from './platform.ts';
import type { Happening } from './scenario.ts';

const shownFor = 6_000;

export function useToasts(): {
  readonly toasts: readonly Happening[];
  readonly say: (what: Happening) => void;
} {
  const [toasts, setToasts] = React.useState<readonly Happening[]>([]);
  const timers = React.useRef(new Set<ReturnType<typeof setTimeout>>());
  React.useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running) clearTimeout(timer);
    };
  }, []);
  const say = (what: Happening) => {
    setToasts((before) => [...before, what]);
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      setToasts((before) => before.filter((each) => each.number !== what.number));
    }, shownFor);
    timers.current.add(timer);
  };
  return { toasts, say };
}

export function Toasts({ toasts }: { readonly toasts: readonly Happening[] }) {
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <p key={toast.number} className={toast.went === 'wrong' ? 'toast toast-wrong' : 'toast'}>
          <Icon name={toast.went === 'wrong' ? 'warning' : 'check'} />
          {toast.text}
        </p>
      ))}
    </div>
  );
}
