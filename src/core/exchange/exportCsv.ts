import type { Highlight } from '../notes/note';
import type { AnnotatedPaper } from './annotatedPaper';
import { formatCsv, guardCell } from '../text/csv';

/** The columns of an export, in order. New columns may only be appended. */
export const csvColumns = [
  'paper',
  'title',
  'address',
  'kind',
  'quote',
  'comment',
  'color',
  'tags',
  'created',
  'state',
  'start',
  'end',
  'prefix',
  'suffix',
  'id',
  'version',
  'section',
] as const;

type Row = Partial<Record<(typeof csvColumns)[number], string>>;

/**
 * One row for each highlight, and a row of kind `note` for the tags and the body of a note that has any. Tags are
 * separated by line breaks. Every cell is protected against being run as a formula, see {@link guardCell}.
 */
export function* exportCsv(papers: readonly AnnotatedPaper[]): Iterable<string> {
  yield formatCsv([csvColumns]);
  for (const paper of papers) {
    const rows = [...noteRow(paper), ...paper.note.highlights.map((one) => highlightRow(paper, one))];
    yield formatCsv(rows.map((row) => csvColumns.map((column) => guardCell(row[column] ?? ''))));
  }
}

function paperCells({ note, title, address = '' }: AnnotatedPaper): Row {
  return { paper: note.paperId, title, address };
}

function noteRow(paper: AnnotatedPaper): readonly Row[] {
  const { body, tags } = paper.note;
  if (body.trim() === '' && tags.length === 0) return [];
  return [{ ...paperCells(paper), kind: 'note', comment: body, tags: tags.join('\n') }];
}

function highlightRow(paper: AnnotatedPaper, highlight: Highlight): Row {
  const { field, tags, start, end, quote, comment, color, created, state, prefix, suffix, id } = highlight;
  const { version, section } = highlight;
  return {
    ...paperCells(paper),
    kind: field,
    quote,
    comment,
    color,
    tags: tags.join('\n'),
    created,
    state,
    start: String(start),
    end: String(end),
    prefix,
    suffix,
    id,
    ...(version !== undefined && { version: String(version) }),
    ...(section !== undefined && { section }),
  };
}
