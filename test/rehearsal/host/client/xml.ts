/** Small readers over the XML of forms, views and manifests. */
export function parseXml(text: string): Element {
  const parsed = new DOMParser().parseFromString(text, 'text/xml');
  const failure = parsed.querySelector('parsererror');
  if (failure) throw new Error(`This is no XML: ${failure.textContent}`);
  return parsed.documentElement;
}

export function childrenOf(element: Element | null | undefined, name: string): Element[] {
  return [...(element?.children ?? [])].filter((child) => child.tagName === name);
}

export function child(element: Element | null | undefined, name: string): Element | null {
  return childrenOf(element, name)[0] ?? null;
}

export function attribute(element: Element | null | undefined, name: string): string {
  return element?.getAttribute(name) ?? '';
}

export function textOf(element: Element | null | undefined): string {
  return element?.textContent.trim() ?? '';
}

/** `<labels><label description=".." languagecode="1033"/></labels>` */
export function labelOf(element: Element): string {
  return attribute(child(child(element, 'labels'), 'label'), 'description');
}
