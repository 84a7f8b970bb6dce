/** The files of a control as they stand in the imported zip: manifest, texts, bundle (pcf.md 2, "Own host page"). */
import { attribute, parseXml } from './xml.ts';

export interface Manifest {
  /** `namespace.constructor`, under which the bundle registers its class. */
  readonly registeredAs: string;
  readonly properties: readonly {
    readonly name: string;
    readonly type: string;
    readonly initial: string | null;
  }[];
  readonly dataSets: readonly string[];
  readonly features: readonly string[];
  readonly texts: readonly string[];
}

export interface LoadedControl {
  readonly manifest: Manifest;
  readonly texts: Readonly<Record<string, string>>;
  readonly make: () => ComponentFramework.ReactControl<Record<string, unknown>, Record<string, unknown>>;
}

type ControlClass = new () => ComponentFramework.ReactControl<
  Record<string, unknown>,
  Record<string, unknown>
>;

const registered = new Map<string, ControlClass>();
const loads = new Map<string, Promise<LoadedControl>>();

/** The bundle hands its class over as it runs, so this has to stand before the first one is loaded. */
Object.assign(window, {
  ComponentFramework: {
    registerControl: (name: string, made: ControlClass) => {
      registered.set(name, made);
    },
  },
});

export function loadControl(name: string, lcid: number): Promise<LoadedControl> {
  const key = `${name} ${lcid}`;
  const known = loads.get(key) ?? load(name, lcid);
  loads.set(key, known);
  known.catch(() => loads.delete(key));
  return known;
}

async function load(name: string, lcid: number): Promise<LoadedControl> {
  const base = `/controls/${name}`;
  const manifest = readManifest(await text(`${base}/ControlManifest.xml`));
  const texts = await readTexts(base, manifest.texts, lcid);
  await script(`${base}/bundle.js`);
  const made = registered.get(manifest.registeredAs);
  if (!made) throw new Error(`The bundle of ${name} registers no ${manifest.registeredAs}.`);
  return { manifest, texts, make: () => new made() };
}

function readManifest(xml: string): Manifest {
  const root = parseXml(xml);
  const control = root.querySelector('control');
  const all = (tag: string) => [...root.querySelectorAll(tag)];
  return {
    registeredAs: `${attribute(control, 'namespace')}.${attribute(control, 'constructor')}`,
    properties: all('property').map((property) => ({
      name: attribute(property, 'name'),
      type: attribute(property, 'of-type'),
      initial: property.getAttribute('default-value'),
    })),
    dataSets: all('data-set').map((each) => attribute(each, 'name')),
    features: all('uses-feature').map((each) => attribute(each, 'name')),
    texts: all('resx').map((each) => attribute(each, 'path')),
  };
}

/** English first, and over it what the user's language has. */
async function readTexts(
  base: string,
  paths: readonly string[],
  lcid: number,
): Promise<Record<string, string>> {
  const wanted = [1033, lcid].flatMap((language) => paths.filter((path) => path.includes(`.${language}.`)));
  const texts: Record<string, string> = {};
  for (const path of new Set(wanted)) {
    for (const entry of parseXml(await text(`${base}/${path}`)).querySelectorAll('data'))
      texts[attribute(entry, 'name')] = entry.querySelector('value')?.textContent ?? '';
  }
  return texts;
}

async function text(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`The solution has no file ${address.replace('/controls/', '')}.`);
  return answer.text();
}

function script(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = address;
    element.onload = () => {
      resolve();
    };
    element.onerror = () => {
      reject(new Error(`${address} could not be loaded.`));
    };
    document.head.append(element);
  });
}
