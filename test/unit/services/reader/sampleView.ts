import type { Paper } from '../../../../src/core/library/paper';
import type { ReaderView } from '../../../../src/services/reader/readerView';

export const barePaper: Paper = { id: 'on-noise-0123abcd', title: 'On Noise', abstract: 'Short.', links: [] };

/** A view of a paper of which nothing more is known than its text. */
export function sampleView(change: Partial<ReaderView> = {}): ReaderView {
  const { paper = barePaper } = change;
  return {
    paper,
    titleTokens: [{ kind: 'text', start: 0, end: paper.title.length, plain: paper.title }],
    abstractTokens: [{ kind: 'text', start: 0, end: paper.abstract.length, plain: paper.abstract }],
    days: [],
    triage: 'unread',
    tags: [],
    related: [],
    ...change,
  };
}
