import { create } from 'xmlbuilder2';
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces.js';
import type { Element } from '../src/render/element.ts';

/** The text of a document: no declaration, no byte order mark, no white space, as a server exports it (solution.md 1.1). */
export function xmlText(root: Element): string {
  const document = create();
  append(document, root);
  return document.end({ headless: true });
}

function append(parent: XMLBuilder, { name, attributes, content }: Element): void {
  const node = parent.ele(name, attributes);
  if (typeof content === 'string') {
    if (content !== '') node.txt(content);
  } else {
    for (const child of content) append(node, child);
  }
}
