import type { PageHighlight } from '../../src/protocol/page';

/** A yellow highlight of the first occurrence of `words` in a text of the page; its id is the words. */
export function highlightOf(text: string, words: string, change: Partial<PageHighlight> = {}): PageHighlight {
  const start = text.indexOf(words);
  return {
    id: words,
    field: 'abstract',
    start,
    end: start + words.length,
    plain: words,
    color: 'yellow',
    comment: '',
    tags: [],
    created: '',
    orphaned: false,
    ...change,
  };
}
