import type { Note } from '../core/annotations/note';
import { Emitter } from '../core/base/event';
import type { Library } from '../core/papers/library';
import type { Paper, PaperId } from '../core/papers/paper';
import type { SearchDocument } from '../core/search/searchDocument';
import type { PaperState } from '../core/state/paperState';
import type { SearchCorpus } from '../host/search/paperSearch';
import { plainAbstract, plainTitle } from './plainText';

/** The papers as search reads them: as people see them, with their notes and tags. */
export function createSearchCorpus(
  library: Library,
  state: PaperState,
  ready: () => Promise<void>,
): SearchCorpus {
  const changed = new Emitter<readonly PaperId[]>();
  state.onDidChange((ids) => changed.fire(ids === 'all' ? [...library.papers()].map(({ id }) => id) : ids));
  return {
    ids: async () => {
      await ready();
      return Array.from(library.papers(), ({ id }) => id);
    },
    document: (id) => {
      const paper = library.paper(id);
      return paper?.id === id ? searchDocument(paper, state.note(id)) : undefined;
    },
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
    ...(note && { tags: note.tags, notes: noteText(note) }),
  };
}

function noteText({ body, highlights }: Note): string {
  return [body, ...highlights.flatMap(({ comment, quote }) => [comment, quote])].filter(Boolean).join('\n\n');
}
