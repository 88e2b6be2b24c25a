import { collapseWhitespace } from '../text/collapseWhitespace';
import { conflictMarker } from './conflictMarkers';
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

/** The values of a paper that a template can name as `${name}`. */
export const templateNames = ['title', 'authors', 'year', 'venue', 'arxiv', 'doi', 'url', 'date'] as const;

export type TemplateValues = Readonly<Partial<Record<(typeof templateNames)[number], string>>>;

/**
 * A template with the values of a paper: each on one line, with Markdown characters escaped but in an address. What is not
 * known is empty; other names in `${}` stay as they are. A template with conflict markers would make notes that cannot be
 * edited: the default takes its place.
 */
export function filledTemplate(
  template: string,
  values: TemplateValues & { readonly title: string },
): string {
  if (conflictMarker(template) !== undefined) return defaultBody(values);
  const names = new Set<string>(templateNames);
  return template.replace(/\$\{([a-z]+)\}/gu, (written, name: string) => {
    if (!names.has(name)) return written;
    const value = values[name as keyof TemplateValues] ?? '';
    return name === 'url' ? collapseWhitespace(value) : noteHeading(value);
  });
}

/** The title on one line, with Markdown characters escaped. */
export function noteHeading(title: string): string {
  return collapseWhitespace(title).replace(/[\\`*_[\]<>#]/g, '\\$&');
}
