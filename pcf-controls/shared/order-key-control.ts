/**
 * The life cycle of a control that stands on a form and shows one marketplace order. Which order it is says the bound
 * column `mpb_orderkey`, which the Sales Order and the marketplace order share; the id of the form's record is not part
 * of the documented context (pcf.md 3).
 */
import * as React from 'react';
import { ControlFrame } from './control-frame.tsx';
import { createHost } from './host.ts';
import type { Host } from './host.ts';

export interface OrderKeyInputs {
  orderKey: ComponentFramework.PropertyTypes.StringProperty;
}

export interface OrderKeyProps {
  readonly host: Host;
  /** Null while the record is new, or is no marketplace order. */
  readonly orderKey: string | null;
  readonly offline: boolean;
}

export abstract class OrderKeyControl implements ComponentFramework.ReactControl<OrderKeyInputs, object> {
  protected abstract readonly view: React.ComponentType<OrderKeyProps>;
  private context: ComponentFramework.Context<OrderKeyInputs> | undefined;
  private readonly host = createHost(() => this.current());

  init(context: ComponentFramework.Context<OrderKeyInputs>): void {
    this.context = context;
  }

  updateView(context: ComponentFramework.Context<OrderKeyInputs>): React.ReactElement {
    this.context = context;
    const orderKey = context.parameters.orderKey.raw?.trim();
    const props: OrderKeyProps = {
      host: this.host,
      orderKey: orderKey === undefined || orderKey === '' ? null : orderKey,
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

  private current(): ComponentFramework.Context<OrderKeyInputs> {
    if (!this.context) throw new Error('The control is used before init.');
    return this.context;
  }
}
