import type { AnnotatedPaper } from './annotatedPaper';
import { exportCsv } from './exportCsv';
import { exportMarkdown } from './exportMarkdown';
import { exportWebAnnotations } from './exportWebAnnotations';
import { localizable, type Message } from '../base/localization';

/** A file format for exported annotations. */
export interface ExportFormat {
  readonly label: string;
  /** The purpose of the format. */
  readonly description: Message;
  /** File name extension without a dot. */
  readonly extension: string;
  /**
   * The text of the file in parts, each of at most one paper.
   *
   * @param generated the time of the export, xsd:dateTime in UTC
   */
  write(papers: readonly AnnotatedPaper[], generated: string): Iterable<string>;
}

export const exportFormats: Readonly<Record<'markdown' | 'jsonld' | 'csv', ExportFormat>> = {
  markdown: {
    label: 'Markdown',
    description: localizable('to read, and to paste into a document'),
    extension: 'md',
    write: (papers) => exportMarkdown(papers),
  },
  jsonld: {
    label: 'JSON-LD',
    description: localizable('W3C Web Annotations: complete, to import again'),
    extension: 'jsonld',
    write: exportWebAnnotations,
  },
  csv: {
    label: 'CSV',
    description: localizable('for a spreadsheet, one row for each highlight'),
    extension: 'csv',
    write: (papers) => exportCsv(papers),
  },
};

export type ExportFormatName = keyof typeof exportFormats;

export function isExportFormat(name: unknown): name is ExportFormatName {
  return typeof name === 'string' && Object.hasOwn(exportFormats, name);
}

/** “12 highlights of 3 papers”. */
export function exportSummary(papers: readonly AnnotatedPaper[]): Message {
  const highlights = papers.reduce((sum, { note }) => sum + note.highlights.length, 0);
  const count = papers.length;
  if (count !== 1) {
    return highlights === 1
      ? localizable('1 highlight of {0} papers', count)
      : localizable('{0} highlights of {1} papers', highlights, count);
  }
  return highlights === 1
    ? localizable('1 highlight of 1 paper')
    : localizable('{0} highlights of 1 paper', highlights);
}
