/**
 * Latency and limits as one rule: what an operation costs (profiles/) is spent from its caller's budget in virtual time
 * and, where asked, really waited for on the sandbox's clock.
 */
import type { SandboxClock } from '../../clock.ts';
import type { Caller, MeterTicket, SandboxRules, Work } from '../hooks.ts';
import { executionTime, type LatencyProfile } from '../profiles/latency.ts';
import { DailyCounter, documentedLimits, UserBudget, type ProtectionLimits } from './protection.ts';

export interface LimitOptions {
  clock: SandboxClock;
  /** 'off' counts for the day and refuses nothing. Given figures replace the documented ones. */
  protection?: 'off' | Partial<ProtectionLimits>;
  latency?: LatencyProfile;
  /** Whether answers really come that much later on the clock, or time is only accounted. Default: false. */
  wait?: boolean;
}

export interface Limits extends SandboxRules {
  /** Operations of a user (systemuserid) in the last 24 hours. */
  operationsToday(userId: string): number;
}

export function limitRules(options: LimitOptions): Limits {
  const { clock, protection = {}, latency = 'off', wait = false } = options;
  const limits: ProtectionLimits | undefined =
    protection === 'off' ? undefined : { ...documentedLimits, ...protection };
  const budgets = new Map<string, UserBudget>();
  const days = new Map<string, DailyCounter>();
  let requests = 0;

  /** The budget of the server that this request happens to reach (no affinity cookie: round robin). */
  function budgetOf(caller: Caller): UserBudget | undefined {
    if (!limits) return undefined;
    const key = `${caller.initiatingUserId}/${requests++ % limits.servers}`;
    const budget = budgets.get(key) ?? new UserBudget(limits);
    budgets.set(key, budget);
    return budget;
  }

  function dayOf(userId: string): DailyCounter {
    const day = days.get(userId) ?? new DailyCounter();
    days.set(userId, day);
    return day;
  }

  function meter(_request: unknown, caller: Caller): MeterTicket {
    const budget = budgetOf(caller);
    budget?.enter(clock.now());
    let spent = 0;
    const spend = (work: Work): void => {
      const time = executionTime(latency, work);
      spent += time;
      budget?.spend(clock.now(), time);
    };
    return {
      beforeOperation: (work) => {
        budget?.take(clock.now());
        dayOf(work.caller.initiatingUserId).count(clock.now());
      },
      afterOperation: spend,
      finish: async () => {
        try {
          if (wait && spent > 0) await clock.sleep(spent);
        } finally {
          budget?.leave();
        }
        return budget?.headers(clock.now()) ?? {};
      },
    };
  }

  return { name: 'limits', meter, operationsToday: (userId) => days.get(userId)?.total(clock.now()) ?? 0 };
}
