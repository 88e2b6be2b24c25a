/** The front matter keys that the extension writes, in the order in which new ones are inserted. */
export const noteKeys = [
  'paper',
  'tags',
  'version',
  'title',
  'arxiv',
  'doi',
  'abstract',
  'arxivVersion',
  'highlights',
  'fullText',
] as const;

/** The keys of `fullText`, and the only source that this code knows. */
export const fullTextKeys = ['source', 'highlights'] as const;
export const fullTextSource = 'arxiv-html';

/**
 * What highlights need lies together, after all other keys, those of the person too: so one edit is one hunk, and the rest
 * of the front matter can be read.
 */
export const lastKeys: readonly string[] = ['abstract', 'arxivVersion', 'highlights', 'fullText'];

/**
 * The keys of a highlight, in the order in which they are written. Keys that change often are separated by lines that
 * do not, so that git can merge changes of two of them.
 */
export const highlightKeys = [
  'id',
  'field',
  'quote',
  'color',
  'start',
  'end',
  'comment',
  'prefix',
  'suffix',
  'tags',
  'created',
] as const;

/** The keys of a highlight of the whole paper: it has a version and a section instead of a field. */
export const fullTextHighlightKeys = highlightKeys.flatMap((key) => {
  if (key === 'field') return [];
  if (key === 'start') return ['version', key] as const;
  return key === 'comment' ? (['section', key] as const) : [key];
});
