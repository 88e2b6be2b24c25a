import { collapseWhitespace } from '../text/collapseWhitespace';
import { type NoteSubject, noteVersion } from './note';
import { flowScalar } from './yamlScalar';

/**
 * The text of a new note. The abstract comes with the first highlight that needs it. The keys of tags and highlights have
 * others between them, so that git can merge a change of one with a change of the other. `body` is that of a new note,
 * by default the title as a heading.
 */
export function noteTemplate(subject: NoteSubject, body = defaultBody(subject)): string {
  return [
    '---',
    `paper: ${flowScalar(subject.id)}`,
    'tags:',
    `version: ${noteVersion}`,
    `title: ${flowScalar(subject.title)}`,
    ...(subject.arxivId === undefined ? [] : [`arxiv: ${JSON.stringify(subject.arxivId)}`]),
    ...(subject.doi === undefined ? [] : [`doi: ${flowScalar(subject.doi)}`]),
    '---',
    '',
    body,
  ].join('\n');
}

/** The title as a heading, and room below it. */
export function defaultBody({ title }: Pick<NoteSubject, 'title'>): string {
  return `# ${noteHeading(title)}\n\n`;
}

/** The title on one line, with Markdown characters escaped. */
export function noteHeading(title: string): string {
  return collapseWhitespace(title).replace(/[\\`*_[\]<>#]/g, '\\$&');
}
