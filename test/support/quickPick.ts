import type { Locator, Page } from 'playwright-core';

/** A row of a quick pick as it is shown; parts that it lacks are empty. */
export interface QuickPickRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** The quick pick or input box on top of the workbench. */
export class QuickPick {
  constructor(private readonly page: Page) {}

  get box(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  get input(): Locator {
    return this.box.locator('input.input');
  }

  /** Replaces what is in the input. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** A row by its exact label. */
  row(label: string): Locator {
    return this.box.locator('.monaco-list-row', {
      has: this.page
        .locator('.quick-input-list-row:first-child .label-name')
        .getByText(label, { exact: true }),
    });
  }

  /** The rows that are drawn, from the top: a long list draws only those in sight. */
  rows(): Promise<QuickPickRow[]> {
    return this.box.locator('.monaco-list-row').evaluateAll((rows) => {
      const text = (row: Element, selector: string) => row.querySelector(selector)?.textContent ?? '';
      return rows
        .toSorted((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
        .map((row) => ({
          label: text(row, '.label-name'),
          description: text(row, '.label-description'),
          detail: text(row, '.quick-input-list-label-meta'),
        }));
    });
  }
}
