export type { BusinessEvent, Decoded, EventOrigin, Ignored, Refusal } from './business-event.ts';
export { readContext } from './context/execution-context.ts';
export type { ContextReading, ExecutionContext } from './context/execution-context.ts';
export type { ContextRow, ContextValue, Reference } from './context/value.ts';
export { decodeContext } from './decode-context.ts';
export type { Known } from './decode-context.ts';
