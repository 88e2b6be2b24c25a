/** The keys of the front matter that are ours, in the order in which new ones are put. */
export const noteKeys = [
  'paper',
  'version',
  'title',
  'tags',
  'abstract',
  'arxivVersion',
  'highlights',
] as const;

/**
 * The keys of a highlight, likewise. What changes often stands between lines that do not, so that git merges a change
 * of one with a change of another.
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
