import type { Element } from '../render/element.ts';

/** The documents of one solution, as the renderer made them. */
export interface RenderedSolution {
  readonly manifest: Element;
  readonly customizations: Element;
}
