/** What of the rehearsal can be switched from the drawer while it runs. */
import type { World } from '../world.ts';
import type { SwitchOfWorld } from './scenario-desk.ts';

export function switchesOf({ events }: World): SwitchOfWorld[] {
  if (!events) return [];
  return [
    {
      id: 'way',
      title: events.way === 'bus' ? 'Service Bus' : 'Webhook',
      onText: 'up',
      offText: 'down',
      isOn: () => !events.isDown,
      set: (on) => {
        events.isDown = !on;
      },
    },
    {
      id: 'slow',
      title: 'Asynchronous service',
      onText: 'slow, as on a busy day',
      offText: 'fast',
      isOn: () => events.profile === 'slow',
      set: (on) => {
        events.profile = on ? 'slow' : 'fast';
      },
    },
  ];
}
