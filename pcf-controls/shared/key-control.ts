/**
 * The life cycle of a control that stands on a form and shows what one bound column names: `mpb_orderkey`, which the Sales
 * Order and the marketplace order share, `mpb_listingkey`, a product number. The id of the form's record is not part of
 * the documented context (pcf.md 3).
 */
import * as React from 'react';
import { ControlFrame } from './control-frame.tsx';
import { createHost } from './host.ts';
import type { Host } from './host.ts';

type KeyInputs = Record<string, ComponentFramework.PropertyTypes.StringProperty>;

export interface KeyProps {
  readonly host: Host;
  /** Null while the record is new, or the column is empty. */
  readonly recordKey: string | null;
  readonly offline: boolean;
}

export abstract class KeyControl implements ComponentFramework.ReactControl<KeyInputs, object> {
  /** Name of the bound property in the manifest. */
  protected abstract readonly property: string;
  protected abstract readonly view: React.ComponentType<KeyProps>;
  private context: ComponentFramework.Context<KeyInputs> | undefined;
  private readonly host = createHost(() => this.current());

  init(context: ComponentFramework.Context<KeyInputs>): void {
    this.context = context;
  }

  updateView(context: ComponentFramework.Context<KeyInputs>): React.ReactElement {
    this.context = context;
    const key = context.parameters[this.property]?.raw?.trim();
    const props: KeyProps = {
      host: this.host,
      recordKey: key === undefined || key === '' ? null : key,
      offline: this.host.offline(),
    };
    return React.createElement(
      ControlFrame,
      { design: context.fluentDesignLanguage, rtl: context.userSettings.isRTL },
      React.createElement(this.view, props),
    );
  }

  getOutputs(): object {
    return {};
  }

  destroy(): void {
    // React takes the tree away, and every effect in it ends what it began.
  }

  private current(): ComponentFramework.Context<KeyInputs> {
    if (!this.context) throw new Error('The control is used before init.');
    return this.context;
  }
}
