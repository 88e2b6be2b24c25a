import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DefaultTreeAdapterTypes as Tree } from 'parse5';
import { type Block, documentText, type Inline } from '../../src/core/fulltext/document';
import { readPage } from '../../src/core/fulltext/readPage';
import { parsePage } from '../../src/core/importers/html/parseHtml';
import {
  attribute,
  elementBelow,
  elementsBelow,
  elementText,
  hasClass,
} from '../../src/core/importers/html/walkHtml';
import { root } from '../support/paths';
import { benchWholePaperDrawing, wholePapers } from './wholePaperDrawing';
import { benchWholePaperHighlights } from './wholePaperHighlights';
import { benchWholePaperSearch } from './wholePaperSearch';
import { localized } from '../../src/core/base/localization';

const pages = join(root, '..', 'shared', 'fulltext');

export async function benchFullText(): Promise<void> {
  benchPages();
  benchWholePaperSearch();
  const papers = wholePapers();
  benchWholePaperHighlights(papers.map(({ document }) => documentText(document.blocks)));
  await benchWholePaperDrawing(papers);
}

/** How much of the pages of `shared/fulltext` the document keeps, if they are there. */
function benchPages(): void {
  if (!existsSync(pages)) {
    console.log('There are no pages to measure.');
    return;
  }
  const totals = { words: 0, kept: 0, formulas: 0, drawn: 0, references: 0, right: 0 };
  for (const name of readdirSync(pages).filter((file) => file.endsWith('.html'))) {
    const html = readFileSync(join(pages, name), 'utf8');
    const started = performance.now();
    const document = readPage(html);
    const took = performance.now() - started;
    if (!document.ok) {
      console.log(`${name}: ${localized(document.error)}`);
      continue;
    }
    const { blocks, problems } = document.value;
    const counts = countsOf(html, blocks);
    for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += counts[key];
    console.log(`${name}: ${took.toFixed(0)} ms, ${blocks.length} blocks, ${shares(counts)}`, ...problems);
    if (counts.lost.length > 0) console.log('  lost:', counts.lost.slice(0, 20).join(' '));
    if (counts.wrong.length > 0) console.log('  wrong:', counts.wrong.slice(0, 10).join(' | '));
  }
  console.log(`all: ${shares(totals)} (to reach: 99.8 %, 99.5 %, 99 %)`);
}

type Counts = Record<'words' | 'kept' | 'formulas' | 'drawn' | 'references' | 'right', number>;

function shares({ words, kept, formulas, drawn, references, right }: Counts): string {
  const share = (part: number, whole: number): string =>
    `${part} of ${whole}${whole > 0 ? ` (${((100 * part) / whole).toFixed(2)} %)` : ''}`;
  return `words ${share(kept, words)}, formulas ${share(drawn, formulas)}, references ${share(right, references)}`;
}

function countsOf(
  html: string,
  blocks: readonly Block[],
): Counts & { readonly lost: readonly string[]; readonly wrong: readonly string[] } {
  const page = parsePage(html);
  const article = page.ok && elementBelow(page.value, (element) => hasClass(element, 'ltx_document'));
  if (!article) throw new Error('No paper');
  const inlines = blocks.flatMap((block) => block.inlines);
  const left = new Map<string, number>();
  for (const word of shownWords(blocks)) left.set(word, (left.get(word) ?? 0) + 1);
  const lost: string[] = [];
  const words = pageWords(article);
  for (const word of words) {
    const count = left.get(word) ?? 0;
    if (count === 0) lost.push(word);
    else left.set(word, count - 1);
  }
  const math = inlines.filter((inline) => inline.kind === 'math');
  const formulas = elementsBelow(article, (element) => element.tagName === 'math').filter(
    (element) => !isOutside(element) && !isInside(element, (around) => around.tagName === 'cite'),
  );
  return {
    words: words.length,
    kept: words.length - lost.length,
    formulas: formulas.length,
    drawn: math.filter((inline) => inline.math).length,
    lost,
    ...referencesOf(article, blocks),
  };
}

function shownText(inline: Inline): string {
  if (inline.kind === 'citation') return inline.label;
  return inline.kind === 'text' || inline.kind === 'error' ? inline.text : ' ';
}

function shownWords(blocks: readonly Block[]): string[] {
  return blocks.flatMap(({ inlines }) => wordsOf(inlines.map(shownText).join('')));
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

const outside = [
  'ltx_title_document',
  'ltx_authors',
  'ltx_dates',
  'ltx_date',
  'ltx_abstract',
  'ltx_note_mark',
  'ltx_tag_note',
  'ltx_listing_data',
];
function isOutside(element: Tree.Element): boolean {
  return isInside(
    element,
    (around) => outside.some((name) => hasClass(around, name)) || around.tagName === 'button',
  );
}
function isInside(element: Tree.Element, accept: (around: Tree.Element) => boolean): boolean {
  for (
    let around: Tree.ParentNode | null = element;
    around && 'tagName' in around;
    around = around.parentNode
  )
    if (accept(around)) return true;
  return false;
}

const inlineElements = new Set('span em a i b strong sup sub code cite tt u svg g'.split(' '));

/** The words of the page's paper beside its formulas. Elements that end a line end a word. */
function pageWords(article: Tree.Element): string[] {
  const texts: string[] = [];
  const steps: (Tree.Node | string)[] = [article];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if (typeof step === 'string') texts.push(step);
    else if (step.nodeName === '#text' && 'value' in step) texts.push(step.value);
    else if ('tagName' in step) {
      const isSilent = step.tagName === 'math' || step.tagName === 'script' || isOutside(step);
      const separator = isSilent || !isInline(step) ? ' ' : '';
      texts.push(separator);
      if (!isSilent) steps.push(separator, ...step.childNodes.toReversed());
    }
  }
  return wordsOf(texts.join(''));
}

function isInline(element: Tree.Element): boolean {
  const isBlock = /ltx_(?:p|note|td|note_content)\b/.test(attribute(element, 'class') ?? '');
  return inlineElements.has(element.tagName) && !isBlock;
}

/** Compares what each reference leads to with the first words of the page's element. */
function referencesOf(
  article: Tree.Element,
  blocks: readonly Block[],
): Pick<Counts, 'references' | 'right'> & { readonly wrong: readonly string[] } {
  const elements = new Map<string, Tree.Element>();
  for (const element of allElements(article)) elements.set(attribute(element, 'id') ?? '', element);
  const links = allElements(article).flatMap((link) => {
    const href = link.tagName === 'a' ? attribute(link, 'href') : undefined;
    const [, id] = /#(.+)/u.exec(href ?? '') ?? [];
    const element = elements.get(decodeURIComponent(id ?? ''));
    const label = elementText(link).replace(/\s+/g, ' ').trim();
    return id === undefined || !element || isOutside(link) || label === '' ? [] : [{ label, element }];
  });
  const left = new Map<string, number[]>();
  for (const inline of blocks.flatMap(({ inlines }) => inlines)) {
    if (!('target' in inline) || inline.kind === 'note') continue;
    const label = shownText(inline).trim();
    left.set(label, [...(left.get(label) ?? []), inline.target]);
  }
  const wrong: string[] = [];
  for (const { label, element } of links) {
    const target = left.get(label)?.shift();
    const shown = new Set(target === undefined ? [] : shownWords(contentOf(blocks, target)));
    const wanted = pageWords(element).slice(0, 12);
    const found = wanted.filter((word) => shown.has(word)).length;
    if (found < wanted.length * 0.8) wrong.push(`${label}: ${wanted.join(' ')}`);
  }
  return { references: links.length, right: links.length - wrong.length, wrong };
}

/** A block with what is inside it; a heading with its section. */
function contentOf(blocks: readonly Block[], at: number): readonly Block[] {
  const first = blocks[at];
  const end = blocks.findIndex(
    ({ kind, depth, level = 1 }, index) =>
      index > at &&
      (first?.kind === 'heading'
        ? kind === 'heading' && level <= (first.level ?? 1)
        : depth <= (first?.depth ?? 0)),
  );
  return blocks.slice(at, end < 0 ? blocks.length : end);
}

function allElements(article: Tree.Element): Tree.Element[] {
  const all: Tree.Element[] = [];
  const steps: Tree.Node[] = [article];
  for (let step = steps.pop(); step; step = steps.pop()) {
    if (!('tagName' in step)) continue;
    all.push(step);
    steps.push(...step.childNodes.toReversed());
  }
  return all;
}
