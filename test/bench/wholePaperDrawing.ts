import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FullTextDocument } from '../../src/core/fulltext/document';
import { readPage } from '../../src/core/fulltext/readPage';
import type { HostMessage } from '../../src/protocol/messages';
import { PanelFullText } from '../../src/services/reader/panelFullText';
import { fullTextPage } from '../support/fullTextPage';
import { root } from '../support/paths';
import { pageOf } from '../ui/readerPages';
import { ReaderStage } from '../ui/readerStage';
import { localized } from '../../src/core/base/localization';

const pages = join(root, '..', 'shared', 'fulltext');
const rounds = 5;
/** In bytes. A page from this length on has a limit of its own. */
const long = 2.5 * 1024 * 1024;
/** In milliseconds. */
const limits = { first: 100, whole: 250, wholeOfLong: 400, frame: 33 } as const;

interface StoredPaper {
  readonly name: string;
  /** Of the page. */
  readonly bytes: number;
  readonly document: FullTextDocument;
}

interface Drawn {
  /** Milliseconds from the first message to the first frame with the paper, and to the frame with all of it. */
  readonly first: number;
  readonly whole: number;
  /** Milliseconds of the processor for all of it, which do not depend on what else the machine does. */
  readonly processor: number;
}

/** How long the reader's page takes to draw whole papers, and to scroll the longest: the page's own time. */
export async function benchWholePaperDrawing(papers: readonly StoredPaper[]): Promise<void> {
  const stage = await ReaderStage.open({ width: 1200, height: 900 });
  try {
    const all: Drawn[] = [];
    for (const { name, bytes, document } of papers) {
      const drawn: Drawn[] = [];
      for (let round = 0; round < rounds; round++) drawn.push(await draw(stage, document));
      const [first, whole] = [drawn.map((one) => one.first), drawn.map((one) => one.whole)];
      const processor = worst(drawn.map((one) => one.processor));
      console.log(
        `${name}: at most first ${worst(first).toFixed(0)} ms, whole ${worst(whole).toFixed(0)} ms, ` +
          `${processor.toFixed(0)} ms of the processor`,
      );
      if (bytes < long) for (const one of drawn) all.push(one);
      else report('whole of 3 MB', whole, limits.wholeOfLong);
    }
    report(
      'first paint',
      all.map(({ first }) => first),
      limits.first,
    );
    report(
      'whole',
      all.map(({ whole }) => whole),
      limits.whole,
    );
    const heaviest = papers.toSorted((a, b) => b.document.blocks.length - a.document.blocks.length)[0];
    if (!heaviest) return;
    await draw(stage, heaviest.document);
    report(`a frame while ${heaviest.name} is scrolled`, await framesOfScrolling(stage), limits.frame);
  } finally {
    await stage.close();
  }
}

/** The pages of `shared/fulltext` if they are there, otherwise made ones. */
export function wholePapers(): readonly StoredPaper[] {
  const made = [40, 200, 1000].map(
    (sections) =>
      [
        `${sections} made sections`,
        fullTextPage({ id: '2403.14000', title: 'T', abstract: 'A' }, 1, sections),
      ] as const,
  );
  const stored = existsSync(pages) ? readdirSync(pages).filter((file) => file.endsWith('.html')) : [];
  const htmls =
    stored.length > 0 ? stored.map((name) => [name, readFileSync(join(pages, name), 'utf8')] as const) : made;
  return htmls.map(([name, html]) => {
    const page = readPage(html);
    if (!page.ok) throw new Error(`${name}: ${localized(page.error)}`);
    // The line of the licence is drawn last.
    return { name, bytes: Buffer.byteLength(html), document: { ...page.value, license: 'Licence' } };
  });
}

async function draw(stage: ReaderStage, paper: FullTextDocument): Promise<Drawn> {
  const page = await pageOf('A title', 'An abstract.', { arxivId: '2403.14000' });
  // Another paper removes what was drawn before.
  await stage.send({ type: 'show', page: { ...page, paperId: 'another-paper-00000000' } });
  await stage.send({ type: 'show', page });
  await stage.page.locator('.license').waitFor({ state: 'detached' });
  const messages: HostMessage[] = [];
  const sender = new PanelFullText((message) => Promise.resolve(messages.push(message)));
  await sender.show(page.paperId, { version: 1, document: paper });
  await sender.drawn(page.paperId);
  const before = await processorTime(stage);
  const times = await stage.page.evaluate(async (all) => {
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const painted = async (selector: string): Promise<number> => {
      while (!document.querySelector(selector)) await nextFrame();
      await nextFrame();
      await new Promise((resolve) => setTimeout(resolve));
      return performance.now();
    };
    await nextFrame();
    const started = performance.now();
    const first = painted('.fulltext > :first-child');
    const whole = painted('.fulltext > .license');
    for (const data of all) {
      window.dispatchEvent(new MessageEvent('message', { data }));
      await new Promise((resolve) => setTimeout(resolve));
    }
    return { first: (await first) - started, whole: (await whole) - started };
  }, messages);
  return { ...times, processor: (await processorTime(stage)) - before };
}

/** What the page's thread has used of the processor, in milliseconds. */
async function processorTime({ page }: ReaderStage): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
}

/** The milliseconds of each frame while the page is scrolled to its end. */
function framesOfScrolling(stage: ReaderStage): Promise<readonly number[]> {
  return stage.page.evaluate(async () => {
    const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const frames: number[] = [];
    window.scrollTo(0, 0);
    let before = await nextFrame();
    for (let count = 0; count < 300; count++) {
      const top = window.scrollY;
      window.scrollBy(0, 400);
      const now = await nextFrame();
      frames.push(now - before);
      before = now;
      if (window.scrollY === top) break;
    }
    return frames;
  });
}

function report(what: string, times: readonly number[], limit: number): void {
  const time = at(times, 0.95);
  console.log(
    `${what}: ${time.toFixed(0)} ms at the 95th percentile, ${(time / limit).toFixed(2)} times the limit of ${limit} ms`,
  );
}

function at(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1] ?? NaN;
}

function worst(times: readonly number[]): number {
  return at(times, 1);
}
