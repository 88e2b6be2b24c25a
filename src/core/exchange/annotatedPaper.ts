import { arxivAddress } from '../library/arxivAddress';
import type { Note } from '../notes/note';
import { isTagWithin, type Tag } from '../notes/tag';
import type { Paper, PaperId } from '../library/paper';
import type { TextRange } from '../text/sentences';

/** A note with the data of its paper. */
export interface AnnotatedPaper {
  readonly note: Note;
  /** From the note, or else from the library; empty if neither has it. */
  readonly title: string;
  readonly abstract: string;
  /** The web address of the paper, if known. */
  readonly address?: string;
  readonly arxivId?: string;
  /** Positions of highlights in the whole paper, in code points, by highlight id; absent where the paper's text is not stored. */
  readonly wholePaperPoints?: ReadonlyMap<string, TextRange>;
}

/** Joins a note with its paper, which may be missing in the library. */
export function annotatedPaper(note: Note, paper: Paper | undefined): AnnotatedPaper {
  const address = paper && addressOf(paper);
  const arxivId = paper?.arxivId ?? note.arxivId;
  return {
    note,
    title: note.title ?? paper?.title ?? '',
    abstract: note.abstract ?? paper?.abstract ?? '',
    ...(address !== undefined && { address }),
    ...(arxivId !== undefined && { arxivId }),
  };
}

function addressOf(paper: Paper): string | undefined {
  if (paper.arxivId !== undefined) return arxivAddress(paper.arxivId);
  return paper.projectPage ?? paper.links[0]?.href;
}

/** The parts that the user can choose to export. */
export type ExportScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'some'; readonly paperIds: readonly PaperId[]; readonly tags: readonly Tag[] };

/**
 * The part of `papers` that is in scope. A tag selects all annotations of papers with the tag or a descendant of it,
 * and of other papers the highlights with it.
 */
export function inScope(papers: readonly AnnotatedPaper[], scope: ExportScope): readonly AnnotatedPaper[] {
  if (scope.kind === 'all') return papers;
  const tagged = (tags: readonly Tag[]): boolean =>
    tags.some((tag) => scope.tags.some((wanted) => isTagWithin(tag, wanted)));
  return papers.flatMap((paper) => {
    if (scope.paperIds.includes(paper.note.paperId) || tagged(paper.note.tags)) return [paper];
    const highlights = paper.note.highlights.filter(({ tags }) => tagged(tags));
    return highlights.length > 0
      ? [{ ...paper, note: { ...paper.note, tags: [], body: '', highlights } }]
      : [];
  });
}
