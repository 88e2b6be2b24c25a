/** The front matter keys that the extension writes, in the order in which new ones are inserted. */
export const noteKeys = [
  'paper',
  'version',
  'title',
  'arxiv',
  'doi',
  'tags',
  'abstract',
  'arxivVersion',
  'highlights',
] as const;

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
