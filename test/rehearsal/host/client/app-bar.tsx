/** The bar on top: which app this is, who sits at the screen, and how they like it. */
import { Icon } from './icons.tsx';
import type { AppModel, Person } from './app-model.ts';
import { Fluent, React } from './platform.ts';
import { locales, themes, widths, type Settings } from './settings.ts';

interface Props {
  readonly model: AppModel;
  readonly person: Person;
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
  readonly panelOpen: boolean;
  readonly togglePanel: () => void;
}

/** The id of the button that opens the drawer; the focus goes back to it. */
export const panelButton = 'open-panel';

export function AppBar({ model, person, settings, change, panelOpen, togglePanel }: Props) {
  return (
    <header className="app-bar">
      <span className="app-waffle">
        <Icon name="waffle" />
      </span>
      <span className="app-product">Dynamics 365</span>
      <span className="app-name">Marketplace Bridge</span>
      <span
        className="app-note"
        title="By our reading of the platform; nothing here has met a real environment."
      >
        Stand-in
      </span>
      <span className="app-space" />
      <button
        type="button"
        id={panelButton}
        className="app-button"
        aria-expanded={panelOpen}
        onClick={togglePanel}
      >
        <Icon name="play" />
        <span>Make something happen</span>
      </button>
      <SettingsMenu settings={settings} change={change} />
      <PersonMenu model={model} person={person} change={change} />
    </header>
  );
}

interface MenuProps {
  readonly settings: Settings;
  readonly change: Props['change'];
}

function SettingsMenu({ settings, change }: MenuProps) {
  const group = (
    key: 'theme' | 'locale' | 'width',
    title: string,
    choices: readonly (readonly [string, string])[],
  ) => (
    <Fluent.MenuGroup key={key}>
      <Fluent.MenuGroupHeader>{title}</Fluent.MenuGroupHeader>
      {choices.map(([value, label]) => (
        <Fluent.MenuItemRadio key={value} name={key} value={value}>
          {label}
        </Fluent.MenuItemRadio>
      ))}
    </Fluent.MenuGroup>
  );
  return (
    <Fluent.Menu
      checkedValues={{
        theme: [settings.theme],
        locale: [settings.locale],
        width: [settings.width],
        network: settings.offline ? ['offline'] : [],
      }}
      onCheckedValueChange={(_event, { name, checkedItems }) => {
        if (name === 'network') change({ offline: checkedItems.includes('offline') });
        else change({ [name]: checkedItems[0] });
      }}
    >
      <Fluent.MenuTrigger disableButtonEnhancement>
        <button type="button" className="app-button" aria-label="Settings">
          <Icon name="gear" />
        </button>
      </Fluent.MenuTrigger>
      <Fluent.MenuPopover>
        <Fluent.MenuList>
          {group('theme', 'Theme', Object.entries(themes))}
          {group(
            'locale',
            'Amounts and dates',
            Object.entries(locales).map(([key, { title }]) => [key, title] as const),
          )}
          {group('width', 'Width', Object.entries(widths))}
          <Fluent.MenuGroup>
            <Fluent.MenuGroupHeader>Network</Fluent.MenuGroupHeader>
            <Fluent.MenuItemCheckbox name="network" value="offline">
              Offline
            </Fluent.MenuItemCheckbox>
          </Fluent.MenuGroup>
        </Fluent.MenuList>
      </Fluent.MenuPopover>
    </Fluent.Menu>
  );
}

interface PersonProps {
  readonly model: AppModel;
  readonly person: Person;
  readonly change: Props['change'];
}

function PersonMenu({ model, person, change }: PersonProps) {
  return (
    <Fluent.Menu
      checkedValues={{ person: [person.key] }}
      onCheckedValueChange={(_event, { checkedItems }) => {
        change({ person: checkedItems[0] ?? person.key });
      }}
    >
      <Fluent.MenuTrigger disableButtonEnhancement>
        <button type="button" className="app-button app-person">
          <span className="app-initials" aria-hidden="true">
            {initials(person.name)}
          </span>
          <span className="app-person-words">
            <span className="unseen">Signed in as </span>
            <b>{person.name}</b>
            <span>{person.job}</span>
          </span>
        </button>
      </Fluent.MenuTrigger>
      <Fluent.MenuPopover>
        <Fluent.MenuList>
          <Fluent.MenuGroup>
            <Fluent.MenuGroupHeader>Sit down as</Fluent.MenuGroupHeader>
            {model.people.map((each) => (
              <Fluent.MenuItemRadio key={each.key} name="person" value={each.key} secondaryContent={each.job}>
                {each.name}
              </Fluent.MenuItemRadio>
            ))}
          </Fluent.MenuGroup>
        </Fluent.MenuList>
      </Fluent.MenuPopover>
    </Fluent.Menu>
  );
}

function initials(name: string): string {
  return name
    .split(' ')
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2);
}
