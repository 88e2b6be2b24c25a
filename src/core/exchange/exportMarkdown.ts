import { collapseWhitespace } from '../text/collapseWhitespace';
import { compareHighlights, type Highlight } from '../notes/note';
import type { AnnotatedPaper } from './annotatedPaper';
import { escapeAddress, escapeMarkdown } from '../text/markdownText';

/**
 * A readable document: each paper with its tags, its highlights as block quotes in reading order, and the body of its
 * note. Everything except the body is escaped.
 */
export function* exportMarkdown(papers: readonly AnnotatedPaper[]): Iterable<string> {
  yield '# Annotations\n';
  for (const paper of papers) yield `\n${paperBlocks(paper).join('\n\n')}\n`;
}

function paperBlocks({ note, title, address }: AnnotatedPaper): readonly string[] {
  const name = escapeMarkdown(collapseWhitespace(title) || note.paperId);
  const body = note.body.trim();
  return [
    `## ${address === undefined ? name : `[${name}](<${escapeAddress(address)}>)`}`,
    ...(note.tags.length > 0 ? [`Tags: ${tagList(note.tags)}`] : []),
    ...sections([...note.highlights].sort(compareHighlights)),
    ...(body === '' ? [] : ['### Note', body]),
  ];
}

/** Highlights of the whole paper are listed under the headings of their sections. */
function sections(highlights: readonly Highlight[]): readonly string[] {
  let above: string | undefined;
  return highlights.flatMap((highlight) => {
    const section = highlight.field === 'fullText' ? (highlight.section ?? '') : undefined;
    const isNew = section !== above && section !== undefined;
    above = section;
    const heading = escapeMarkdown(collapseWhitespace(section ?? '')) || 'Whole paper';
    return [...(isNew ? [`### ${heading}`] : []), ...highlightBlocks(highlight)];
  });
}

function highlightBlocks(highlight: Highlight): readonly string[] {
  const { quote, comment, color, created, field, version, tags, state } = highlight;
  const name = field === 'fullText' ? `whole paper${version === undefined ? '' : ` v${version}`}` : field;
  const facts = [name, color, created.slice(0, 10)].filter((fact) => fact !== '').map(collapseWhitespace);
  const about = [
    escapeMarkdown(facts.join(', ')),
    ...(tags.length > 0 ? [tagList(tags)] : []),
    ...(state === 'orphaned' ? ['no longer found in the text'] : []),
  ];
  const quoted = escapeMarkdown(quote.trim()).replace(/^/gm, '> ');
  return [
    `${quoted}\n>\n> — ${about.join(' · ')}`,
    ...(comment.trim() === '' ? [] : [escapeMarkdown(comment.trim())]),
  ];
}

function tagList(tags: readonly string[]): string {
  return tags.map((tag) => escapeMarkdown(collapseWhitespace(tag))).join(', ');
}
