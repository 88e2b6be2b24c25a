import type { Page } from 'playwright-core';
import { closeAll, eventually, openWorkbench, type Workbench } from '../support/workbench';

const later = 20;

/**
 * From the click on a paper to the first frame that shows it, in a window that has started: at the first opening the first contentful paint of the
 * page, which stays blank until then, and the frame after its title has changed at the later ones. The first opening
 * loads the reader's code and Temml; the later ones do not, and use the same page.
 */
export async function benchReader(): Promise<void> {
  const workbench = await openWorkbench({ allBuiltIn: true });
  try {
    await workbench.showPapers();
    await workbench.view('Digests').row('Mar 14').click();
    const [, ...papers] = await eventually(async () => {
      const rows = (await workbench.view('Digests').rows()).filter(({ level }) => level === 2);
      if (rows.length < 2) throw new Error('the day is not open yet');
      return rows;
    });
    const times: number[] = [];
    await rememberClicks(workbench.page);
    await started(workbench.page);
    for (const [at, { label }] of papers.slice(0, later + 1).entries())
      times.push(await (at === 0 ? timeToPaint(workbench, label) : timeToChange(workbench, label)));
    const [first = NaN, ...rest] = times;
    const sorted = rest.toSorted((a, b) => a - b);
    const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(0);
    console.log(`first opening: ${first.toFixed(0)} ms (to reach: 400 ms)`);
    console.log(`${sorted.length} later: median ${at(0.5)} ms, worst ${at(1)} ms (to reach: 100 ms)`);
  } finally {
    await closeAll();
  }
}

/** Resolves once the page has used next to no processor time for a second: VS Code starts for some seconds after it is shown. */
async function started(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  for (let before = -Infinity; ;) {
    const { metrics } = await session.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'ProcessTime')?.value ?? 0;
    if (used - before < 0.05) break;
    before = used;
    await page.waitForTimeout(1000);
  }
  await session.detach();
}

/** Keeps the time of the last click, in milliseconds of the wall clock, with what the page calls `lastClick`. */
async function rememberClicks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const keep = (event: Event): void => {
      Object.assign(globalThis, { lastClick: performance.timeOrigin + event.timeStamp });
    };
    document.addEventListener('mousedown', keep, { capture: true });
  });
}

async function timeToPaint(workbench: Workbench, title: string): Promise<number> {
  await workbench.view('Digests').row(title).click();
  const painted = await eventually(async () => {
    const heading = workbench.readerFrame().getByRole('heading', { level: 1, name: title });
    await heading.waitFor({ timeout: 1000 });
    const time = await heading.evaluate(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      return paint && performance.timeOrigin + paint.startTime;
    });
    if (time === undefined) throw new Error('nothing is painted yet');
    return time;
  });
  return painted - (await lastClick(workbench));
}

async function timeToChange(workbench: Workbench, title: string): Promise<number> {
  const heading = workbench.readerFrame().getByRole('heading', { level: 1 });
  const changed = heading.evaluate(
    (node) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          requestAnimationFrame(() => {
            // After the frame has been drawn.
            setTimeout(() => resolve(performance.timeOrigin + performance.now()));
          });
        });
        observer.observe(node, { childList: true });
        node.dataset['observed'] = 'true';
      }),
  );
  await workbench.readerFrame().locator('h1[data-observed]').waitFor();
  await workbench.view('Digests').row(title).click();
  const shown = await changed;
  return shown - (await lastClick(workbench));
}

function lastClick({ page }: Workbench): Promise<number> {
  return page.evaluate(() => (globalThis as { lastClick?: number }).lastClick ?? NaN);
}
