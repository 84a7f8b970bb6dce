/** A person at the screen of the show room: which page they open, and where a control is on it. */
import type { Browser, Locator } from 'playwright-core';
import type { Room } from './show-room.ts';
import type { ControlName } from './states.ts';
import { watchedPage, type Watched } from './watched-page.ts';

export class Visit {
  readonly #room: Room;
  readonly #watched: Watched;

  private constructor(room: Room, watched: Watched) {
    this.#room = room;
    this.#watched = watched;
  }

  static async start(room: Room, browser: Browser): Promise<Visit> {
    return new Visit(room, await watchedPage(browser));
  }

  get page() {
    return this.#watched.page;
  }

  get complaints(): readonly string[] {
    return this.#watched.complaints;
  }

  /** Sits down as a person and opens a form or a list, by the part of the address behind `#`. */
  async open(person: string, hash: string, tab?: string): Promise<void> {
    await this.page.goto('about:blank');
    await this.page.goto(`${this.#room.origin}/app?person=${person}&panel=open${hash}`);
    await this.page.locator('main h1').first().waitFor();
    if (tab !== undefined) await this.page.getByRole('tab', { name: tab, exact: true }).click();
  }

  control(name: ControlName): Locator {
    return this.page.locator(`[data-control="mpb_MarketplaceBridge.${name}"]`);
  }

  /** Plays a scenario in the drawer. */
  async makeHappen(title: string, count?: number): Promise<void> {
    if (count !== undefined) {
      const spin = this.page.getByRole('spinbutton', { name: `How many: ${title}` });
      await spin.fill(String(count));
      await spin.press('Enter');
    }
    await this.page.getByRole('button', { name: `Play: ${title}` }).click();
  }
}
