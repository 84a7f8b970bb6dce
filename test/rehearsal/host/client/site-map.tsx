/** The navigation on the left: the tables of the app in their areas. */
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
  product: 'box',
};

export function SiteMap({ model, current }: { readonly model: AppModel; readonly current: string }) {
  return (
    <nav className="site-map" aria-label="Site map">
      {model.areas.map((area) => (
        <div key={area.title} className="site-area">
          <h2>{area.title}</h2>
          <ul>
            {area.tables
              .filter((name) => name in model.tables)
              .map((name) => (
                <li key={name}>
                  <a
                    href={`#/list/${name}`}
                    aria-current={name === current ? 'page' : undefined}
                    title={titleOf(model, name)}
                  >
                    <Icon name={icons[name] ?? 'table'} />
                    <span>{titleOf(model, name)}</span>
                  </a>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

/** Inside this app "Marketplace" goes without saying, except where the product has the same word. */
function titleOf(model: AppModel, name: string): string {
  const plural = model.tables[name]?.plural ?? name;
  return name === 'mpb_order' ? plural : plural.replace(/^Marketplace (?=\S)/, '');
}
