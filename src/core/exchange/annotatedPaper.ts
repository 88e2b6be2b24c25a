import type { Highlight, HighlightField, Note } from '../notes/note';
import { isTagWithin, type Tag } from '../notes/tag';
import type { Paper, PaperId } from '../library/paper';

/** A note with what it is about. */
export interface AnnotatedPaper {
  readonly note: Note;
  /** As the note keeps it, else as the library has it; empty where neither does. */
  readonly title: string;
  readonly abstract: string;
  /** Where the paper is on the web, if anywhere. */
  readonly address?: string;
}

/** Joins a note with its paper, which the library may not have. */
export function annotatedPaper(note: Note, paper: Paper | undefined): AnnotatedPaper {
  const address = paper && addressOf(paper);
  return {
    note,
    title: note.title ?? paper?.title ?? '',
    abstract: note.abstract ?? paper?.abstract ?? '',
    ...(address !== undefined && { address }),
  };
}

function addressOf(paper: Paper): string | undefined {
  if (paper.arxivId !== undefined) return `https://arxiv.org/abs/${paper.arxivId}`;
  return paper.projectPage ?? paper.links[0]?.href;
}

/** The raw text that a highlight's offsets count in. */
export function textOf(
  paper: Pick<AnnotatedPaper, HighlightField>,
  highlight: Pick<Highlight, 'field'>,
): string {
  return paper[highlight.field];
}

/** What a person may export. */
export type ExportScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'papers'; readonly paperIds: readonly PaperId[] }
  | { readonly kind: 'tag'; readonly tag: Tag };

/**
 * What of `papers` is in scope. A tag takes the whole of the papers that carry it or one below it; of other papers,
 * the highlights that do.
 */
export function inScope(papers: readonly AnnotatedPaper[], scope: ExportScope): readonly AnnotatedPaper[] {
  if (scope.kind === 'all') return papers;
  if (scope.kind === 'papers') return papers.filter(({ note }) => scope.paperIds.includes(note.paperId));
  const tagged = (tags: readonly Tag[]): boolean => tags.some((tag) => isTagWithin(tag, scope.tag));
  return papers.flatMap((paper) => {
    if (tagged(paper.note.tags)) return [paper];
    const highlights = paper.note.highlights.filter(({ tags }) => tagged(tags));
    return highlights.length > 0
      ? [{ ...paper, note: { ...paper.note, tags: [], body: '', highlights } }]
      : [];
  });
}
