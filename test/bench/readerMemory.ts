import { pageOf } from '../ui/readerPages';
import { ReaderStage } from '../ui/readerStage';
import { type BrowsingFigures, firstPapers, laterPapers } from './browsingFigures';
import { madePapers, measureInHost } from './inHost';

/** In MB, above what the first papers take, in the page and in the extension host. */
const toReach = 20;

/**
 * What 1,000 papers leave behind in the page of the reader and in the extension host, each with a heap of its own and
 * after a collection.
 */
export async function benchReaderMemory(): Promise<void> {
  const page = await measurePage();
  print('page of the reader', page);
  console.log(
    `    nodes ${page.nodes[0]} → ${page.nodes[1]}, listeners ${page.listeners[0]} → ${page.listeners[1]}`,
  );
  const run = { entry: 'browsing.ts', papers: firstPapers + laterPapers, notes: 100 };
  print('extension host', (await measureInHost(run)) as BrowsingFigures);
}

function print(name: string, { before, after }: BrowsingFigures): void {
  const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);
  console.log(
    `${name}: ${megabytes(before)} MB after ${firstPapers} papers, ${megabytes(after - before)} MB more after ` +
      `${laterPapers} others (to reach: ${toReach} MB)`,
  );
}

async function measurePage(): Promise<
  BrowsingFigures & { readonly nodes: readonly number[]; readonly listeners: readonly number[] }
> {
  const stage = await ReaderStage.open();
  try {
    const session = await stage.page.context().newCDPSession(stage.page);
    const measure = async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
      return { used: usedSize, nodes, listeners: jsEventListeners };
    };
    const papers = madePapers(firstPapers + laterPapers);
    const show = async (from: number, to: number): Promise<void> => {
      for (const [at, { title, abstract }] of papers.slice(from, to).entries()) {
        const highlight = {
          id: 'h',
          field: 'abstract' as const,
          start: 0,
          end: 10,
          plain: abstract.slice(0, 10),
          color: 'green',
          comment: 'Why?',
          tags: ['todo'],
          created: '',
          orphaned: false,
        };
        const page = await pageOf(
          title,
          abstract,
          { paperId: `paper-${from + at}`, tags: ['a', 'b'] },
          'A *note*.',
        );
        await stage.send({ type: 'show', page: { ...page, highlights: [highlight] } });
        // The fake host keeps the messages of the page.
        await stage.posted();
      }
    };
    await show(0, firstPapers);
    const before = await measure();
    await show(firstPapers, firstPapers + laterPapers);
    const after = await measure();
    return {
      before: before.used,
      after: after.used,
      nodes: [before.nodes, after.nodes],
      listeners: [before.listeners, after.listeners],
    };
  } finally {
    await stage.close();
  }
}
