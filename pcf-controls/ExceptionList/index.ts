import * as React from 'react';
import { ControlFrame } from '../shared/control-frame.tsx';
import { createHost } from '../shared/host.ts';
import { ExceptionListView } from './exception-list-view.tsx';

interface Inputs {
  exceptions: ComponentFramework.PropertyTypes.DataSet;
}

export class ExceptionList implements ComponentFramework.ReactControl<Inputs, object> {
  private context: ComponentFramework.Context<Inputs> | undefined;
  private readonly host = createHost(() => {
    if (!this.context) throw new Error('The control is used before init.');
    return this.context;
  });

  init(context: ComponentFramework.Context<Inputs>): void {
    this.context = context;
  }

  updateView(context: ComponentFramework.Context<Inputs>): React.ReactElement {
    this.context = context;
    return React.createElement(
      ControlFrame,
      { design: context.fluentDesignLanguage, rtl: context.userSettings.isRTL },
      React.createElement(ExceptionListView, {
        host: this.host,
        exceptions: context.parameters.exceptions,
        offline: this.host.offline(),
      }),
    );
  }

  getOutputs(): object {
    return {};
  }

  destroy(): void {
    // React takes the tree away, and every effect in it ends what it began.
  }
}
