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
] as const;

/**
 * What highlights need lies together, after all other keys, those of the person too: so one edit is one hunk, and the rest
 * of the front matter can be read.
 */
export const lastKeys: readonly string[] = ['abstract', 'arxivVersion', 'highlights'];

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
