import { plainMath } from '../tex/plainMath';
import type { FullTextDocument } from './document';

/** A section of a whole paper. */
export interface Section {
  /** 1 for a section, 2 for a subsection, and so on. */
  readonly level: number;
  readonly title: string;
  /** The index of its heading among the blocks. */
  readonly block: number;
}

/** The sections in order, with mathematics in Unicode. */
export function sectionsOf({ blocks }: FullTextDocument): readonly Section[] {
  return blocks.flatMap(({ kind, level = 1, inlines }, block) => {
    if (kind !== 'heading') return [];
    const title = inlines
      .map((inline) =>
        inline.kind === 'text' ? inline.text : inline.kind === 'math' ? plainMath(inline.tex) : '',
      )
      .join('')
      .trim();
    return title === '' ? [] : [{ level, title, block }];
  });
}

/** The title of the section that contains an offset of the text; undefined before the first section. */
export function sectionAt(document: FullTextDocument, offset: number): string | undefined {
  return sectionsOf(document).findLast(({ block }) => (document.blocks[block]?.start ?? 0) <= offset)?.title;
}

/** Where a highlight was made: the version and the section, each only if it is known. */
export function placeIn(
  { version, document }: { readonly version: number | undefined; readonly document: FullTextDocument },
  offset: number,
): { readonly version?: number; readonly section?: string } {
  const section = sectionAt(document, offset);
  return { ...(version !== undefined && { version }), ...(section !== undefined && { section }) };
}
