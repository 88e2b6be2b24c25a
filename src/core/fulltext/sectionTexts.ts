import type { FullTextDocument } from './document';
import { plainInlines } from './plainBlocks';
import { sectionsOf } from './sections';

/** A section with its text, up to the next heading of any level. */
export interface SectionText {
  /** The index of its heading; 0 for the text before the first heading. */
  readonly block: number;
  /** Empty before the first heading. */
  readonly title: string;
  /** Its blocks as they are read, joined by line feeds, without labels of citations. */
  readonly text: string;
}

/** The texts of the sections in order, those without text left out. */
export function* sectionTexts(document: FullTextDocument): Generator<SectionText> {
  const sections = sectionsOf(document);
  const starts = [{ block: 0, title: '' }, ...sections];
  for (const [at, { block, title }] of starts.entries()) {
    const from = at === 0 ? 0 : block + 1;
    const text = document.blocks
      .slice(from, sections[at]?.block)
      .map(({ inlines }) => plainInlines(inlines.filter(({ kind }) => kind !== 'citation')))
      .filter((line) => line !== '')
      .join('\n');
    if (text !== '' || title !== '') yield { block, title, text };
  }
}
