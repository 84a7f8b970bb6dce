/** What can be put on the stage of the browser tests, and what the tests see of it. */
import type { Answers, ScriptedCall } from './scripted-api.ts';
import type { Locale, Theme } from './settings.ts';
import type { Entity } from './web-api.ts';

export interface StageWish {
  readonly control: string;
  readonly theme: Theme;
  readonly locale: Locale;
  readonly rtl?: boolean;
  readonly roleIds: readonly string[];
  readonly state: {
    readonly orderKey?: string | null;
    readonly recordKey?: string | null;
    readonly reads?: Answers;
    readonly creates?: Answers;
    readonly offline?: boolean;
    readonly dataSet?: {
      readonly table: string;
      readonly rows: readonly Entity[];
      readonly loading?: boolean;
      readonly errorMessage?: string;
      readonly selectedIds?: readonly string[];
      readonly hasNextPage?: boolean;
    };
  };
}

export interface Stage {
  show(wish: StageWish): void;
  readonly calls: readonly ScriptedCall[];
}

declare global {
  interface Window {
    stage?: Stage;
  }
}
