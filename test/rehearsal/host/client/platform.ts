/** React and Fluent as the platform gives them to the page and to every control: globals, one copy of each (pcf.md 2). */
import type * as FluentComponents from '@fluentui/react-components';
import type * as ReactLibrary from 'react';
import type * as ReactDomLibrary from 'react-dom';

declare global {
  interface Window {
    React: typeof ReactLibrary;
    ReactDOM: typeof ReactDomLibrary;
    FluentUIReactv940: typeof FluentComponents;
  }
}

export const React = window.React;
export const ReactDOM = window.ReactDOM;
export const Fluent = window.FluentUIReactv940;
export type { ReactLibrary, FluentComponents };
