import assert from 'node:assert/strict';
import { emptyNote, type Note } from '../../../../src/core/notes/note';
import { anchorHighlights } from '../../../../src/core/state/anchorHighlights';
import { plainHighlightOf } from '../notes/plainHighlight';

const abstract =
  'We identify empirical scaling laws for the cross-entropy loss in four domains. ' +
  'In all cases autoregressive Transformers smoothly improve in performance as model size and compute increase.';
const title = 'Scaling Laws for Autoregressive Generative Modeling';

function noteOn(quote: string): Note {
  const highlights = [plainHighlightOf('one', abstract, quote)];
  return { ...emptyNote('scaling'), title, abstract, highlights };
}

suite('anchorHighlights', () => {
  test('keeps the offsets in the same text', () => {
    const [placed] = anchorHighlights(noteOn('scaling laws'), { title, abstract });
    assert.equal(placed?.state, 'anchored');
    assert.equal(abstract.slice(placed.start, placed.end), 'scaling laws');
  });

  test('updates the offsets if the text has moved', () => {
    const changed = `A sentence was put in front of it. ${abstract}`;
    const [placed] = anchorHighlights(noteOn('autoregressive Transformers smoothly improve'), {
      title,
      abstract: changed,
    });
    assert.equal(placed?.state, 'anchored');
    assert.equal(changed.slice(placed.start, placed.end), 'autoregressive Transformers smoothly improve');
  });

  test('orphans highlights that are not found, and keeps their quotes', () => {
    const changed =
      'This abstract was written anew, about something else entirely: birds, and how they find their way.';
    const [placed] = anchorHighlights(noteOn('autoregressive Transformers smoothly improve'), {
      title,
      abstract: changed,
    });
    assert.equal(placed?.state, 'orphaned');
    assert.equal(placed.quote, 'autoregressive Transformers smoothly improve');
  });
});
