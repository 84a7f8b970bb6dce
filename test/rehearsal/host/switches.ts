/** What of the rehearsal can be switched from the drawer while it runs. */
import type { World } from '../world.ts';
import type { SwitchOfWorld } from './scenario-desk.ts';

export function switchesOf(world: World): SwitchOfWorld[] {
  return [...eventSwitches(world), ...stockSwitches(world)];
}

function eventSwitches({ events }: World): SwitchOfWorld[] {
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

/** A source is quiet when nothing in it changed for longer than the policy allows; here that is switched, not waited for. */
function stockSwitches({ stock, dataverse, environment, marketplaceId }: World): SwitchOfWorld[] {
  if (!stock) return [];
  const column = 'mpb_staleafterminutes';
  const { admin } = environment.users;
  const writer = { userId: admin, initiatingUserId: admin };
  return [
    {
      id: 'source',
      title: 'Stock source',
      onText: 'may be quiet as long as it likes',
      offText: 'counts as stopped after a quiet minute',
      isOn: () => (dataverse.get('mpb_marketplace', marketplaceId)?.[column] ?? null) === null,
      set: (on) => {
        dataverse.patchAs(writer, 'mpb_marketplace', marketplaceId, { [column]: on ? null : 1 });
      },
    },
  ];
}
