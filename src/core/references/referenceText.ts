import type { Paper } from '../library/paper';
import { referenceLanguage } from './languages';

/** The shortest text that names a paper in any place. */
export function referenceText({ id, arxivId, doi }: Paper): string {
  if (arxivId !== undefined) return `arXiv:${arxivId}`;
  return doi === undefined ? `[[${id}]]` : `doi:${doi}`;
}

/**
 * A comment that names a paper, in the form of a programming language; undefined for documents and for languages whose
 * comments are not known. `title` is on one line.
 */
export function referenceComment(paper: Paper, title: string, languageId: string): string | undefined {
  const language = referenceLanguage(languageId);
  if (language?.kind !== 'code') return undefined;
  const [mark] = language.line ?? [];
  const { open, close } = language.block?.[0] ?? {};
  // A title could contain what ends the comment around it.
  const safe = close === undefined ? title : title.replaceAll(close, ' ');
  const text = `${safe}, ${referenceText(paper)}`;
  if (mark !== undefined) return `${mark} ${text}`;
  return open === undefined || close === undefined ? undefined : `${open} ${text} ${close}`;
}
