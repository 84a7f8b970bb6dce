/** What an operation is given, and what it is. */
import type { SandboxRequest, SandboxResponse } from '../http.ts';
import type { OrderExports } from './order-exports.ts';
import type { OrderStore } from './order-store.ts';
import type { MiraklSettings } from './settings.ts';

export interface Platform {
  store: OrderStore;
  settings: MiraklSettings;
  exports: OrderExports;
  shopId: number;
  maxOver100: 'cap' | 'reject';
}

export interface Call {
  platform: Platform;
  request: SandboxRequest;
  /** Sandbox time, ms. */
  now: number;
  /** The part of the path that an operation's pattern captures; '' where it captures none. */
  id: string;
  query: URLSearchParams;
  /** Scheme and host under which the caller reached us. */
  origin: string;
  path: string;
  /** A scripted fault: rows of the page come twice, or the export fails. */
  fault: 'duplicate-rows' | 'export-fails' | undefined;
}

export type Handler = (call: Call) => SandboxResponse;
