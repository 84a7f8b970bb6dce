import { bothLoops } from './loops.ts';

bothLoops({ name: 'by webhook', way: 'webhook' });
