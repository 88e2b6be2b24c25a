import { emptyNote, type Highlight, type Note } from '../../src/core/notes/note';
import { anchorHighlightsInSteps } from '../../src/core/state/anchorHighlights';
import { plainHighlight } from '../unit/core/notes/plainHighlight';
import { seedAbstracts } from './anchoring';

const highlightCount = 200;
const title = 'A title';

/**
 * 200 highlights of a paper whose abstract has changed: in all, and the longest step that nothing can interrupt. Once
 * with the note's copy of the abstract, once with nothing but the quotes.
 */
export function benchPlacing(): void {
  const abstracts = seedAbstracts().slice(0, 60);
  for (const [name, isKept] of [
    ['with the old abstract', true],
    ['by quotes alone', false],
  ] as const) {
    const runs = abstracts.map((abstract) => place(abstract, isKept));
    const worst = (of: 'total' | 'step'): string => Math.max(...runs.map((run) => run[of])).toFixed(0);
    console.log(
      `${highlightCount} highlights, ${name}: at most ${worst('total')} ms in all (to reach: 2000), ` +
        `at most ${worst('step')} ms at a time (to reach: 50)`,
    );
  }
}

function place(abstract: string, isKept: boolean): { readonly total: number; readonly step: number } {
  const changed = abstract.split(' ').map((word, at) => (at % 12 === 5 ? `${word}x` : word));
  const note: Note = {
    ...emptyNote('a-paper'),
    ...(isKept && { title, abstract }),
    highlights: Array.from({ length: highlightCount }, (_, at) => highlight(abstract, at)),
  };
  const steps = anchorHighlightsInSteps(note, { title, abstract: changed.join(' ') });
  const started = performance.now();
  let longest = 0;
  for (let done = false, last = started; !done;) {
    done = steps.next().done === true;
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return { total: performance.now() - started, step: longest };
}

function highlight(abstract: string, at: number): Highlight {
  const start = (at * 37) % (abstract.length - 80);
  return plainHighlight(String(at), abstract, start, start + 5 + (at % 70));
}
