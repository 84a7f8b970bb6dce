export type { BusinessEvent, Decoded, EventOrigin, Ignored, Refusal } from './business-event.ts';
