import type { Locator, Page } from 'playwright-core';
import { eventually } from './eventually';

/** A row of a tree as it is shown; parts that it lacks are empty. */
export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** The name of its codicon. */
  readonly icon: string;
  /** The label for screen readers. */
  readonly spoken: string;
  /** From 1, the top. */
  readonly level: number;
}

/** The views of the container, and whether they are more than a header before a person opens or closes them. */
export const viewsAtFirst: Readonly<Record<string, boolean>> = {
  Digests: true,
  Searches: true,
  Later: true,
  Recommended: false,
  Notes: false,
  Tags: false,
  Highlights: false,
  References: false,
  'Outline of the Paper': false,
};

/** A view of the sidebar: its tree, its welcome text and its toolbar. */
export class View {
  constructor(
    private readonly page: Page,
    private readonly title: string,
  ) {}

  /** The whole view with its header. */
  get pane(): Locator {
    return this.page.locator('.part.sidebar .pane', {
      has: this.page.locator('.pane-header .title').getByText(this.title, { exact: true }),
    });
  }

  /** Opens the view below its header, or leaves only the header. */
  async setExpanded(expanded: boolean): Promise<void> {
    const header = this.pane.locator('.pane-header');
    await eventually(async () => {
      if ((await header.getAttribute('aria-expanded', { timeout: 5000 })) !== String(expanded))
        await header.click({ timeout: 5000 });
      const changed = this.pane.locator(`.pane-header[aria-expanded="${String(expanded)}"]`);
      await changed.waitFor({ timeout: 2000 });
    });
  }

  /** A row whose text holds `text`. */
  row(text: string | RegExp): Locator {
    return this.pane.locator('.monaco-list-row', { hasText: text });
  }

  /** Opens a row with children, also if the view opens or closes it meanwhile. */
  async expand(text: string): Promise<void> {
    const row = this.row(text).first();
    const open = this.pane.locator('.monaco-list-row[aria-expanded="true"]', { hasText: text }).first();
    await eventually(async () => {
      if ((await row.getAttribute('aria-expanded', { timeout: 5000 })) !== 'true')
        await row.locator('.monaco-tl-twistie').click({ timeout: 5000 });
      // A second click while the first is still being drawn would close it again.
      await open.waitFor({ timeout: 2000 });
    });
  }

  async collapseAll(): Promise<void> {
    await this.pane.hover();
    await this.pane.getByRole('button', { name: 'Collapse All' }).click();
  }

  /** Rows that are drawn meanwhile may move the list. */
  async scrollToTop(): Promise<void> {
    await eventually(async () => {
      await this.pane.locator('.pane-body').hover({ timeout: 3000 });
      await this.page.mouse.wheel(0, -100_000);
      await this.pane.locator('.monaco-list-row[data-index="0"]').waitFor({ timeout: 1500 });
    });
  }

  /** The rows that are drawn, from the top: a long list draws only those in sight. */
  rows(): Promise<TreeRow[]> {
    return this.pane.locator('.monaco-list-row').evaluateAll((rows) => {
      const text = (row: Element, selector: string) => row.querySelector(selector)?.textContent ?? '';
      return rows
        .toSorted((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((row) => ({
          label: text(row, '.label-name'),
          description: text(row, '.label-description'),
          icon:
            /codicon-([a-z-]+)/.exec(
              row.querySelector('.custom-view-tree-node-item-icon')?.className ?? '',
            )?.[1] ?? '',
          spoken: row.getAttribute('aria-label') ?? '',
          level: Number(row.getAttribute('aria-level')),
        }));
    });
  }
}
