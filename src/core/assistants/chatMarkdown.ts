import { escapeMarkdown } from '../text/markdownText';
import { markdownOf, type PaperLinks } from './linkedMarkdown';

/**
 * The answers of tools as Markdown for people, without those that found nothing if others did: their headings and what they
 * quote, with links to the papers.
 */
export function shownAnswers(answers: readonly string[], links: PaperLinks): string {
  const found = answers.filter((answer) => answer.includes('\n~~~'));
  return (found.length > 0 ? found : answers).map((answer) => shownAnswer(answer, links)).join('\n\n');
}

function shownAnswer(answer: string, links: PaperLinks): string {
  const [heading = '', ...lines] = answer.split('\n');
  const fence = lines.findIndex((line) => line.startsWith('~~~'));
  const end = lines.findLastIndex((line) => line === lines[fence]);
  const content = fence < 0 ? lines : lines.slice(fence + 1, end);
  const shown = [`**${escaped(heading, links)}**`, '', ...content.map((line) => shownLine(line, links))];
  return shown.join('\n').trimEnd();
}

/** A list item, `- Title (authors; year; paper:/id)`, or a line below one. */
function shownLine(line: string, links: PaperLinks): string {
  const address = line.startsWith('- ') && line.endsWith(')') ? line.lastIndexOf('; paper:/') : -1;
  const facts = address < 0 ? -1 : line.lastIndexOf(' (', address);
  const link = facts < 0 ? undefined : links(line.slice(address + '; paper:/'.length, -1));
  if (link !== undefined)
    return `- ${markdownOf(link)} · ${escapeMarkdown(line.slice(facts + 2, address).replaceAll('; ', ' · '))}  `;
  const mark = line.startsWith('- ') ? '- ' : line.startsWith('  ') ? '  ' : '';
  return `${mark}${escaped(line.slice(mark.length), links)}`;
}

/** The text escaped, with links to the papers that it names. */
function escaped(text: string, links: PaperLinks): string {
  let shown = '';
  let from = 0;
  for (const { 0: given, 1: id = '', index } of text.matchAll(/(?:paper|note):\/([a-z0-9-]+)/gu)) {
    const link = links(id);
    shown += literal(text.slice(from, index)) + (link ? markdownOf(link) : given);
    from = index + given.length;
  }
  return shown + literal(text.slice(from));
}

/** Escapes a part of a line, whose space at the beginning parts it from what is before. */
function literal(part: string): string {
  const text = part.trimStart();
  return part.slice(0, part.length - text.length) + escapeMarkdown(text);
}
