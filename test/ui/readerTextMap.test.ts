import assert from 'node:assert/strict';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { PageText } from '../../src/protocol/page';
import type { drawText } from '../../src/webview/inlineText';
import { launchBrowser } from '../support/browser';
import { root } from '../support/paths';
import { pageOf, seedPages } from './readerPages';

declare const webview: { drawText: typeof drawText };

/** UTF-16 offsets into the raw text. */
type Part = readonly [number, number];

interface Parted {
  readonly text: PageText;
  readonly parts: readonly Part[];
}

interface Selected {
  /** The map's range for the selection; undefined if it covers no text. */
  readonly raw: { readonly start: number; readonly end: number } | undefined;
  readonly shown: string;
}

suite('From the page to the raw text and back', () => {
  let browser: Browser;
  let page: Page;

  suiteSetup(async () => {
    const { outputFiles } = await build({
      stdin: { contents: `export { drawText } from './src/webview/inlineText'`, resolveDir: root },
      bundle: true,
      write: false,
      globalName: 'webview',
    });
    browser = await launchBrowser();
    page = await browser.newPage();
    await page.addInitScript({ content: 'globalThis.__name = (value) => value' });
    await page.goto('about:blank');
    await page.evaluate(`globalThis.webview = (() => { ${outputFiles[0]?.text ?? ''}; return webview })()`);
  });
  suiteTeardown(() => browser.close());

  /** Draws each text, lays a range over each of its parts, and asks the map what raw text that is. */
  const throughPage = (texts: readonly Parted[]): Promise<readonly (readonly Selected[])[]> =>
    page.evaluate((wanted) => {
      const block = (nodes: readonly Node[]): HTMLElement => {
        const paragraph = document.createElement('p');
        paragraph.append(...nodes);
        return paragraph;
      };
      return wanted.map(({ text, parts }) => {
        const { blocks, map } = webview.drawText('abstract', text, block, () => undefined);
        document.body.replaceChildren(...blocks);
        return parts.map(([start, end]) => {
          const ranges = map.ranges({ start, end });
          const [first, last] = [ranges[0], ranges.at(-1)];
          if (!first || !last) return { raw: undefined, shown: '' };
          const whole = document.createRange();
          whole.setStart(first.startContainer, first.startOffset);
          whole.setEnd(last.endContainer, last.endOffset);
          return { raw: map.rawRange(whole), shown: ranges.map((range) => range.toString()).join('') };
        });
      });
    }, texts);

  test('a part inside formulas and repairs grows to the whole of them', async () => {
    const { abstract } = await pageOf('T', 'An $\\ell_1$ loss, na\\"ive.\n\nTwo.');
    const { raw } = abstract;
    const at = (words: string): Part => [raw.indexOf(words), raw.indexOf(words) + words.length];
    const cases: readonly [Part, string][] = [
      [at('loss'), 'loss'],
      [at('ell'), '$\\ell_1$'],
      [at('1$ lo'), '$\\ell_1$ lo'],
      [at('An $'), 'An $\\ell_1$'],
      [at('Two'), 'Two'],
      [[raw.indexOf('loss'), raw.length], raw.slice(raw.indexOf('loss'))],
    ];
    const [found = []] = await throughPage([{ text: abstract, parts: cases.map(([part]) => part) }]);
    assert.deepEqual(
      found.map((selected) => selected.raw && raw.slice(selected.raw.start, selected.raw.end)),
      cases.map(([, expected]) => expected),
    );
  });

  test('on all seed papers: nothing selected is lost, and plain words come back exactly', async () => {
    let exact = 0;
    const texts = (await seedPages()).flatMap(({ title, abstract }) => [title, abstract]);
    const parted = texts.map((text) => ({ text, parts: partsOf(text) }));
    const found = await throughPage(parted);
    for (const [at, { text, parts }] of parted.entries()) {
      for (const [index, [start, end]] of parts.entries()) {
        const { raw, shown } = found[at]?.[index] ?? assert.fail();
        const words = text.raw.slice(start, end);
        assert.ok(raw && raw.start <= start && raw.end >= end, `“${words}” in “${text.raw}”`);
        if (!isPlain(text, start, end)) continue;
        exact += 1;
        assert.deepEqual(raw, { start, end });
        assert.equal(shown, words);
      }
    }
    assert.ok(exact > 3000, String(exact));
  });
});

/** Twenty parts of a text, from word to word, the same each time. */
function partsOf({ raw }: PageText): readonly Part[] {
  const words = [...raw.matchAll(/\S+/g)];
  return Array.from({ length: 20 }, (_, turn) => {
    const first = words[(turn * 7919) % words.length];
    const last = words[Math.min(words.length - 1, words.indexOf(first ?? assert.fail()) + ((turn * 31) % 9))];
    return [first?.index ?? 0, (last?.index ?? 0) + (last?.[0].length ?? 0)];
  });
}

function isPlain({ raw, tokens }: PageText, start: number, end: number): boolean {
  const touched = tokens.filter((token) => token.start < end && start < token.end);
  return touched.every((token) => token.kind !== 'math' && token.plain === raw.slice(token.start, token.end));
}
