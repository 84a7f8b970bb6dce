/** The command bar above a form: what the product itself offers on a record of this table, for this person. */
import type { Person } from './app-model.ts';
import { Icon, type IconName } from './icons.tsx';
import { Fluent, React } from './platform.ts';
import type { Entity } from './web-api.ts';

export interface CommandBarProps {
  readonly table: string;
  readonly id: string | null;
  readonly row: Entity | null;
  readonly person: Person;
  readonly dirty: boolean;
  readonly run: (command: FormCommand) => void;
}

export type FormCommand = 'back' | 'save' | 'refresh' | 'delete' | 'fulfil' | 'cancel';

export function CommandBar({ table, id, row, person, dirty, run }: CommandBarProps) {
  const mayWrite = id === null ? person.mayCreate.includes(table) : person.mayWrite.includes(table);
  const isOpenOrder = table === 'salesorder' && row?.statecode === 0 && mayWrite;
  const command = (name: FormCommand, title: string, icon: IconName, enabled = true) => (
    <Fluent.ToolbarButton
      key={name}
      icon={<Icon name={icon} />}
      disabled={!enabled}
      onClick={() => {
        run(name);
      }}
    >
      {title}
    </Fluent.ToolbarButton>
  );
  return (
    <Fluent.Toolbar aria-label="Commands" size="small" className="commands">
      {command('back', 'Back', 'back')}
      {mayWrite ? command('save', 'Save', 'save', dirty) : null}
      {id === null ? null : command('refresh', 'Refresh', 'refresh')}
      {isOpenOrder ? command('fulfil', 'Fulfil order', 'check') : null}
      {isOpenOrder ? command('cancel', 'Cancel order', 'cross') : null}
      {mayWrite && id !== null && deletable.has(table) ? command('delete', 'Delete', 'remove') : null}
    </Fluent.Toolbar>
  );
}

/** What people keep in order themselves. */
const deletable = new Set(['mpb_skumapping', 'mpb_taxrule']);
