import type { Note } from '../core/annotations/note';
import { distinctTags } from '../core/annotations/tag';
import { Emitter } from '../core/base/event';
import type { Library } from '../core/papers/library';
import type { Paper, PaperId } from '../core/papers/paper';
import type { PaperFacts } from '../core/search/query/paperFacts';
import type { SearchDocument } from '../core/search/searchDocument';
import type { PaperState } from '../core/state/paperState';
import type { SearchCorpus } from '../host/search/paperSearch';
import type { NotePart } from '../host/search/searchRows';
import { plainAbstract, plainQuote, plainTitle } from './plainText';

/** The papers as search reads them: as people see them, with their notes and tags. */
export function createSearchCorpus(
  library: Library,
  state: PaperState,
  ready: () => Promise<void>,
): SearchCorpus {
  const changed = new Emitter<readonly PaperId[]>();
  state.onDidChange((ids) => changed.fire(ids === 'all' ? [...library.paperIds()] : ids));
  return {
    ready,
    ids: () => newestFirst(library),
    document: (id) => {
      const paper = library.paper(id);
      return paper?.id === id ? searchDocument(paper, state.note(id)) : undefined;
    },
    facts: (id) => {
      const paper = library.paper(id);
      return paper && paperFacts(paper, library, state);
    },
    title: (id) => library.paper(id)?.title,
    onDidChange: changed.event,
  };
}

export function searchDocument(paper: Paper, note: Note | undefined): SearchDocument {
  const { authors, arxivId, categories = [] } = paper;
  return {
    id: paper.id,
    title: plainTitle(paper),
    abstract: plainAbstract(paper),
    keywords: [...(arxivId === undefined ? [] : [arxivId]), ...categories],
    ...(authors && { authors }),
    ...(note && { tags: allTags(note), notes: noteText(note) }),
  };
}

/** What is known of a paper; its abstract is made readable when it is first asked for. */
export function paperFacts(
  paper: Paper,
  library: Library,
  state: PaperState,
  triage = state.triage(paper.id),
): PaperFacts {
  const days = library.daysOf(paper.id);
  const note = state.note(paper.id);
  let abstract: string | undefined;
  return {
    title: plainTitle(paper),
    get abstract() {
      return (abstract ??= plainAbstract(paper));
    },
    notes: note ? noteText(note) : '',
    tags: note ? allTags(note) : [],
    authors: paper.authors ?? [],
    categories: paper.categories ?? [],
    days,
    sources: days.map(({ source }) => source),
    state: triage,
    has: {
      note: note !== undefined,
      highlight: (note?.highlights.length ?? 0) > 0,
      code: paper.repository !== undefined || paper.links.some(({ kind }) => kind === 'code'),
    },
  };
}

export function* newestFirst(library: Library): Iterable<PaperId> {
  const seen = new Set<PaperId>();
  for (const { paperIds } of library.days) {
    for (const id of paperIds) {
      if (seen.has(id)) continue;
      seen.add(id);
      yield id;
    }
  }
}

/** What a note says, part by part: comments first, for they say most. */
export function noteParts({ body, highlights }: Note): readonly NotePart[] {
  const parts: readonly NotePart[] = [
    ...highlights.map(({ comment }) => ({ kind: 'comment' as const, text: comment })),
    ...highlights.map(({ quote }) => ({ kind: 'highlight' as const, text: plainQuote(quote) })),
    { kind: 'note', text: body },
  ];
  return parts.filter(({ text }) => text.trim() !== '');
}

function noteText(note: Note): string {
  return noteParts(note)
    .map(({ text }) => text)
    .join('\n\n');
}

/** The tags of a paper and of the highlights on it. */
function allTags({ tags, highlights }: Note): readonly string[] {
  return distinctTags([...tags, ...highlights.flatMap((highlight) => highlight.tags)]);
}
