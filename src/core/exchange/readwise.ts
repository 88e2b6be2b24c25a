import { csvRows } from '../importers/csv/csvRows';
import type { CooperativeTask } from '../base/cooperativeTask';
import type { ImportProblem, ParsedAnnotation, ParsedAnnotations } from './parsedAnnotation';
import { localizable } from '../base/localization';

/** Whether a text is the CSV that Readwise exports. */
export function isReadwise(text: string): boolean {
  const [header = ''] = text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u, 1);
  return /\bHighlight\b/u.test(header) && /\b(?:Book|Document) Title\b/u.test(header);
}

/** The highlights of Readwise: a row for each, with the title of its document, a note and tags. */
export function* parseReadwise(text: string): CooperativeTask<ParsedAnnotations> {
  const annotations: ParsedAnnotation[] = [];
  const problems: ImportProblem[] = [];
  let names: readonly string[] | undefined;
  let at = 0;
  for (const { cells } of csvRows(text.replace(/^\ufeff/u, ''), ',')) {
    yield;
    if (!names) {
      names = cells.map((name) => name.trim().toLowerCase());
      continue;
    }
    at++;
    const known = names;
    const cell = (...columns: readonly string[]): string =>
      columns.map((name) => cells[known.indexOf(name)]?.trim() ?? '').find((value) => value !== '') ?? '';
    const quote = cell('highlight');
    const note = cell('note');
    if (quote === '' && note === '') {
      problems.push({ at, message: localizable('This row has no highlight and no note, and was left out.') });
      continue;
    }
    const title = cell('book title', 'document title', 'title');
    const sources = [cell('url', 'source url', 'document url'), cell('highlight url')].filter(
      (url) => url !== '',
    );
    annotations.push({
      at,
      created: cell('highlighted at', 'date'),
      comments: note === '' ? [] : [note],
      tags: cell('tags')
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
      targets: [
        {
          sources,
          ...(title !== '' && { title }),
          ...(cell('color') !== '' && { color: cell('color').toLowerCase() }),
          ...(quote !== '' && { quote: { exact: quote, prefix: '', suffix: '' } }),
        },
      ],
    });
  }
  return { annotations, problems };
}
