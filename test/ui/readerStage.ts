import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Catalogue } from '../../src/core/base/localization';
import { pageHtml } from '../../src/services/reader/pageHtml';
import type { FullTextDocument } from '../../src/core/fulltext/document';
import { PanelFullText } from '../../src/services/reader/panelFullText';
import type { HostMessage, ReaderMessage } from '../../src/protocol/messages';
import { launchBrowser } from '../support/browser';
import { curve } from '../support/fullTextPage';
import { root } from '../support/paths';
import { pageOf } from './readerPages';

const origin = 'https://reader.test';

/** The page's end of the wire and its store, as VS Code gives them to a webview. */
const standIn = `
  globalThis.posted = [];
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => posted.push(message),
    getState: () => globalThis.stored,
    setState: (state) => { globalThis.stored = state; },
  });
  globalThis.__name = (value) => value;
`;

/** The address of a figure that the stage serves. */
export const figureUrl = `${origin}/figures/curve.svg`;

interface StageGlobals {
  readonly posted: ReaderMessage[];
  readonly stored: unknown;
}

/** The reader's page alone, with its script, style sheet and policy: for many papers in little time. */
export class ReaderStage {
  /** Addresses that the page tried to load, dialogs that it opened, errors that it met. None is ever right. */
  readonly faults: string[] = [];

  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  /** @param catalogue translations that the host would hand over */
  static async open(viewport = { width: 900, height: 700 }, catalogue?: Catalogue): Promise<ReaderStage> {
    const browser = await launchBrowser();
    const stage = new ReaderStage(browser, await browser.newPage({ viewport }));
    await stage.#serve(catalogue);
    await stage.page.goto(origin);
    await stage.page.waitForFunction(() => (globalThis as unknown as StageGlobals).posted.length > 0);
    return stage;
  }

  /** Shows a message of the host, and waits until the page has taken it. */
  async send(message: HostMessage): Promise<void> {
    await this.page.evaluate((data) => {
      window.dispatchEvent(new MessageEvent('message', { data }));
    }, message);
  }

  /** Does what the host does when a person reads the whole paper, and goes to a block. */
  async showWholePaper(document: FullTextDocument, block?: number): Promise<void> {
    const page = await pageOf('A title', 'An abstract.', { arxivId: '2403.14000' });
    await this.send({ type: 'show', page });
    const sender = new PanelFullText((message: HostMessage) => this.send(message));
    const place = block === undefined ? undefined : { block, offset: 0 };
    await sender.show(page.paperId, { version: 1, document }, place);
    await sender.drawn(page.paperId);
  }

  /** The messages of the page to the host since the last call. */
  posted(): Promise<ReaderMessage[]> {
    return this.page.evaluate(() => (globalThis as unknown as StageGlobals).posted.splice(0));
  }

  stored(): Promise<unknown> {
    return this.page.evaluate(() => (globalThis as unknown as StageGlobals).stored);
  }

  /**
   * Reloads the page with its stored state, as VS Code does when a hidden tab is shown. With `withoutState` only the storage of
   * the browser is left, as after a tab of the browser was closed at once.
   */
  async reload({ withoutState = false } = {}): Promise<void> {
    const stored = withoutState ? undefined : await this.stored();
    await this.page.addInitScript((state) => {
      Object.assign(globalThis, { stored: state });
    }, stored);
    await this.page.reload();
    await this.page.waitForFunction(() => (globalThis as unknown as StageGlobals).posted.length > 0);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }

  async #serve(catalogue: Catalogue | undefined): Promise<void> {
    const { page, faults } = this;
    const files: Readonly<Record<string, readonly [string, string]>> = {
      '/': ['text/html', await htmlWith(catalogue)],
      '/figures/curve.svg': ['image/svg+xml', curve],
    };
    await page.addInitScript({ content: standIn });
    await page.route('**/*', async (route) => {
      const url = new URL(route.request().url());
      const [contentType, body] = (url.origin === origin ? files[url.pathname] : undefined) ?? [];
      if (contentType !== undefined && body !== undefined) return route.fulfill({ contentType, body });
      faults.push(`requests ${url.href}`);
      return route.abort();
    });
    page.on('dialog', (dialog) => {
      faults.push(`opens a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => faults.push(`throws: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(`logs: ${message.text()}`);
    });
  }
}

async function htmlWith(catalogue: Catalogue | undefined): Promise<string> {
  return pageHtml('stage', {
    title: 'Paper',
    language: 'en',
    catalogue,
    imageSource: `${origin}/figures/`,
    style: await readFile(join(root, 'media/reader.css'), 'utf8'),
    script: await readFile(join(root, 'dist/reader.js'), 'utf8'),
  });
}
