/** Axe in the page: every rule but those about a whole site's page, which one control on a stage is not. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

interface AxeWindow {
  readonly axe?: { run(context: unknown, options: unknown): Promise<{ violations: readonly Violation[] }> };
}

/** Rules about pages: a stage has no heading of its own and no landmarks but one. */
const aboutPages = ['page-has-heading-one', 'region', 'landmark-one-main', 'heading-order'];

/** One line for each violation, with the elements that it is about; Fluent's own focus sentinels are left out. */
export async function violationsOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const found = await page.evaluate(async (off) => {
    const { axe } = window as unknown as AxeWindow;
    const rules = Object.fromEntries(off.map((id) => [id, { enabled: false }]));
    const results = await axe?.run({ exclude: ['[data-tabster-dummy]'] }, { rules });
    return results?.violations ?? [];
  }, aboutPages);
  return found.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map((node) => `    ${node.html.slice(0, 200)}\n      ${node.failureSummary ?? ''}`).join('\n')}`,
  );
}
