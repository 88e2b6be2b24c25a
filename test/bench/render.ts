import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render } from '../../src/core/tex/render';
import { parseTextDigest } from '../../src/core/importers/textDigest/textDigest';
import { root } from '../support/paths';

const runs = 11;

/** How long it takes to render title and abstract of every seed entry. */
export function benchRender(): void {
  const papers = readdirSync(join(root, 'seeds')).flatMap((name) =>
    parseTextDigest(readFileSync(join(root, 'seeds', name), 'utf8')).days.flatMap((day) => day.papers),
  );
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    for (const { title, abstract } of papers) {
      render(title);
      render(abstract);
    }
    return performance.now() - started;
  });
  const [first = NaN] = times;
  const median = times.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? NaN;
  console.log(
    `${papers.length} entries: first run ${first.toFixed(0)} ms, median ${median.toFixed(0)} ms (to reach: 150 ms)`,
  );
}
