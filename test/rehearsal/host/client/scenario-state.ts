/** The drawer's view of the rehearsal, asked for every two seconds, and told at once of what this page itself caused. */
import { React } from './platform.ts';
import type { Happening, ScenarioState } from './scenario.ts';

const period = 2_000;

export function useScenarios(announce: (happening: Happening) => void): {
  readonly state: ScenarioState | null;
  readonly played: (happening: Happening) => void;
} {
  const [state, setState] = React.useState<ScenarioState | null>(null);
  const [turn, again] = React.useReducer((count: number) => count + 1, 0);
  React.useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    const look = async () => {
      try {
        const answer = await fetch('/app/scenario.json');
        if (answer.ok && !gone) setState((await answer.json()) as ScenarioState);
      } catch {
        // The rehearsal has ended; the page stays as it is.
      }
      if (!gone) timer = setTimeout(() => void look(), period);
    };
    void look();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [turn]);
  return {
    state,
    played: (happening) => {
      announce(happening);
      again();
    },
  };
}
