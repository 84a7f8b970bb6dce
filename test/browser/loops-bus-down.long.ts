import { bothLoops } from './loops.ts';

bothLoops({ name: 'with the bus down, by sweep', way: 'bus', down: true });
