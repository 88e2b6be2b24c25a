import type { Locator, Page } from 'playwright-core';

/** A row of a quick pick as it is shown; parts that it lacks are empty. */
export interface QuickPickRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** How long one step of an answer may take, in milliseconds, before the whole of it is tried again. */
const stepPatience = 5000;

/** The quick pick or input box on top of the workbench. */
export class QuickPick {
  constructor(private readonly page: Page) {}

  get box(): Locator {
    return this.page.locator('.quick-input-widget:visible');
  }

  get input(): Locator {
    return this.box.locator('input.input');
  }

  /** Whether the box is that of commands. */
  async isPalette(): Promise<boolean> {
    return (await this.input.isVisible()) && (await this.input.inputValue({ timeout: 1000 })).startsWith('>');
  }

  /** Replaces what is in the input. */
  async type(text: string): Promise<void> {
    await this.input.fill(text);
  }

  /** Replaces what is in the input, once the box has this heading. For `Workbench.ask`. */
  async fill(heading: string, text: string): Promise<void> {
    await this.box.getByText(heading).waitFor({ timeout: stepPatience });
    await this.input.fill(text, { timeout: stepPatience });
  }

  /** The same, and accepts it. */
  async enter(heading: string, text: string): Promise<void> {
    await this.fill(heading, text);
    await this.page.keyboard.press('Enter');
  }

  /** Chooses a row by its exact label. For `Workbench.ask`. */
  async choose(label: string): Promise<void> {
    await this.row(label).click({ timeout: stepPatience });
  }

  /** Ticks a row of those of which more than one may be, where it is not ticked. */
  async tick(label: string): Promise<void> {
    const row = this.row(label);
    if ((await row.getAttribute('aria-checked', { timeout: stepPatience })) !== 'true')
      await this.choose(label);
  }

  /** A row by its exact label. */
  row(label: string): Locator {
    // All of the label: VS Code puts the words that a person typed into elements of their own.
    const whole = new RegExp(`^\\s*${label.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}\\s*$`, 'u');
    return this.box.locator('.monaco-list-row', {
      has: this.page.locator('.quick-input-list-row:first-child .label-name', { hasText: whole }),
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
