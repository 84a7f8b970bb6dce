import { everyState, looks } from './every-state.ts';

await everyState(looks.rightToLeft);
