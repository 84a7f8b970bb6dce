/** The few things this page needs of the document. Text from data enters as text and in no other way. */

export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no ${id}`);
  return element;
}

/** Touches the document only when something changed, so that nothing flickers and selections stay. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function setAttribute(element: Element, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  text = '',
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.textContent = text;
  return made;
}

/** Makes the children of `list` stand for `items` in their order, keeping the element of every item that stays. */
export function showList<Item, Child extends HTMLElement>(
  list: HTMLElement,
  items: readonly Item[],
  parts: { key: (item: Item) => string; make: () => Child; update: (child: Child, item: Item) => void },
): void {
  const before = new Map(
    [...list.children].map((child) => [(child as HTMLElement).dataset.key ?? '', child as Child]),
  );
  items.forEach((item, index) => {
    const key = parts.key(item);
    const child = before.get(key) ?? parts.make();
    if (!before.delete(key)) child.dataset.key = key;
    parts.update(child, item);
    // Moving an element takes the focus away from it, so only what stands elsewhere is moved.
    if (list.children[index] !== child) list.insertBefore(child, list.children[index] ?? null);
  });
  for (const gone of before.values()) gone.remove();
}
