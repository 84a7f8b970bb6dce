/** The navigation on the left, as the site map of the app in the zip has it. */
import { Icon, type IconName } from './icons.tsx';
import type { AppModel } from './app-model.ts';
import { React } from './platform.ts';

const icons: Readonly<Record<string, IconName>> = {
  salesorder: 'order',
  mpb_order: 'basket',
  mpb_exception: 'warning',
  mpb_cause: 'cause',
  mpb_action: 'action',
  mpb_marketplace: 'shop',
  mpb_skumapping: 'link',
  mpb_taxrule: 'percent',
  mpb_event: 'table',
  mpb_syncrun: 'refresh',
};

export function SiteMap({ model, current }: { readonly model: AppModel; readonly current: string }) {
  return (
    <nav className="site-map" aria-label="Site map">
      {model.navigation.map((group) => (
        <div key={group.title} className="site-area">
          <h2>{group.title}</h2>
          <ul>
            {group.pages.map(({ table, title }) => (
              <li key={table}>
                <a
                  href={`#/list/${table}`}
                  aria-current={table === current ? 'page' : undefined}
                  title={title}
                >
                  <Icon name={icons[table] ?? 'table'} />
                  <span>{title}</span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
