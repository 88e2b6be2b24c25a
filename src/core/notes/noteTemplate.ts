import { collapseWhitespace } from '../text/collapseWhitespace';
import { type NoteSubject, noteVersion } from './note';
import { flowScalar, literalScalar } from './yamlScalar';

/**
 * The text of a new note. The abstract is written between tags and highlights, so that git can merge a change of one
 * with a change of the other.
 */
export function noteTemplate(subject: NoteSubject): string {
  return [
    '---',
    `paper: ${flowScalar(subject.id)}`,
    `version: ${noteVersion}`,
    `title: ${flowScalar(subject.title)}`,
    ...(subject.arxivId === undefined ? [] : [`arxiv: ${JSON.stringify(subject.arxivId)}`]),
    ...(subject.doi === undefined ? [] : [`doi: ${flowScalar(subject.doi)}`]),
    'tags:',
    `abstract: ${literalScalar(subject.abstract, '  ', '\n') ?? flowScalar(subject.abstract)}`,
    ...(subject.arxivVersion === undefined ? [] : [`arxivVersion: ${subject.arxivVersion}`]),
    'highlights:',
    '---',
    '',
    `# ${noteHeading(subject.title)}`,
    '',
    '',
  ].join('\n');
}

/** The title on one line, with Markdown characters escaped. */
export function noteHeading(title: string): string {
  return collapseWhitespace(title).replace(/[\\`*_[\]<>#]/g, '\\$&');
}
