import { bothLoops } from './loops.ts';

bothLoops({ name: 'by Service Bus', way: 'bus' });
