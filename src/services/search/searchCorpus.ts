import type { Note } from '../../core/notes/note';
import { distinctTags } from '../../core/notes/tag';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter, type Event } from '../../core/base/event';
import type { Library } from '../../core/library/library';
import type { Paper, PaperId } from '../../core/library/paper';
import { paperWords } from '../../core/library/paperWords';
import type { RuleEvaluator } from '../../core/rules/ruleEvaluator';
import { ownText } from '../../core/notes/noteText';
import { EntriesHash, hashId32 } from '../../core/text/hash';
import { type NotePart, noteText, type PaperTexts, textsHashes } from '../../core/search/paperTexts';
import type { QueryablePaper } from '../../core/search/query/queryablePaper';
import type { PaperState } from '../../core/state/paperState';
import type { StoredWholePaper } from '../../core/search/indexProtocol';
import type { LocalCorpus, SearchCorpus } from './paperSearch';
import { plainAbstract, plainTitle } from './plainText';

/** The part of the workspace's references that search uses. */
interface CodeReferences {
  readonly onDidChangePapers: Event<readonly PaperId[]>;
  /** The paths of the files that name a paper. */
  filesOf(id: PaperId): readonly string[];
  /** Resolves when all files have been looked at. */
  use(): Promise<void>;
}

/** The part of the whole papers that search uses. */
export interface StoredWholePapers {
  readonly onDidChange: Event<unknown>;
  /** The latest stored version of each paper that has an id. */
  files(idOf: (key: string) => PaperId | undefined): Promise<readonly StoredWholePaper[]>;
}

/** The papers as search reads them, with their notes and tags. */
export function createSearchCorpus(
  library: Library,
  state: PaperState,
  rules: RuleEvaluator,
  ready: () => Promise<void>,
  {
    references,
    wholePapers,
  }: { readonly references?: CodeReferences; readonly wholePapers?: StoredWholePapers } = {},
): SearchCorpus & Disposable {
  const own = new DisposableStore();
  const changed = own.add(new Emitter<Iterable<PaperId>>());
  own.add(
    state.onDidChange((ids) => changed.fire(ids === 'all' ? library.paperIds() : withOwnIds(ids, library))),
  );
  own.add(rules.onDidChange((ids) => changed.fire(ids)));
  if (references) own.add(references.onDidChangePapers((ids) => changed.fire(ids)));
  return {
    ready,
    ...(wholePapers && {
      wholePapers: () => wholePapers.files((key) => library.paperOnArxiv(key)?.id ?? library.paper(key)?.id),
      onDidChangeWholePapers: wholePapers.onDidChange,
    }),
    ids: () => newestFirst(library),
    days: () => library.days,
    document: (id) => {
      const paper = library.paper(id);
      return paper?.id === id ? paperTexts(paper, state.note(id), library.wordsHash(id)) : undefined;
    },
    facts: (id) => {
      const paper = library.paper(id);
      if (!paper) return undefined;
      const files = references?.filesOf(id) ?? [];
      return { ...storedFacts(paper, library, state), ...(files.length > 0 && { files }) };
    },
    title: (id) => library.paper(id)?.title,
    prepare: async (query) => {
      if (/\b(?:is:in-code|file:)/i.test(query)) await references?.use();
    },
    onDidChange: changed.event,
    dispose: () => own.dispose(),
  };
}

/** The corpus for an index in this program. A comparison decodes only the papers that have a note. */
export function createSharedCorpus(
  ...args: Parameters<typeof createSearchCorpus>
): SearchCorpus & Disposable & Required<Pick<SearchCorpus, 'local'>> {
  const corpus = createSearchCorpus(...args);
  const [library, state, , , { references } = {}] = args;
  const compared: LocalCorpus['compared'] = (id) => {
    if (library.idOf(id) !== id) return undefined;
    const note = state.note(id);
    const texts = note && corpus.document(id);
    const paper = texts ? undefined : library.wordsHash(id);
    if (!texts && paper === undefined) return undefined;
    const files = references?.filesOf(id) ?? [];
    const title = texts?.title ?? '';
    return {
      hashes: texts ? textsHashes(texts) : { paper: paper ?? 0, noted: 0 },
      record: {
        tags: note ? allTags(note) : [],
        state: state.triage(id),
        has: { ...heldInNote(note, title), code: false },
        ...(files.length > 0 && { files }),
      },
    };
  };
  const local: LocalCorpus = {
    compared,
    summary: () => {
      const [papers, noted] = [new EntriesHash(), new EntriesHash()];
      library.visitWordsHashes((id, hash) => papers.add(hashId32(id), hash));
      for (const { id } of state.withNotes()) {
        const hash = compared(id)?.hashes.noted ?? 0;
        if (hash !== 0) noted.add(hashId32(id), hash);
      }
      return { papers: papers.value, noted: noted.value };
    },
    *records() {
      for (const id of newestFirst(library)) {
        const record = compared(id)?.record;
        if (record) yield { id, record };
      }
    },
    describe: (id) => {
      const paper = library.uncachedPaper(id);
      return (
        paper && {
          authors: paper.authors ?? [],
          categories: paper.categories ?? [],
          hasCode: hasCode(paper),
        }
      );
    },
  };
  return { ...corpus, local };
}

/** The ids, and those of the papers that go by another: a note or a mark may be stored under any of a paper's ids. */
function* withOwnIds(ids: readonly PaperId[], library: Library): Iterable<PaperId> {
  for (const id of ids) {
    yield id;
    yield library.idOf(id);
  }
}

export function paperTexts(paper: Paper, note: Note | undefined, wordsHash?: number): PaperTexts {
  return {
    id: paper.id,
    ...paperWords(paper),
    ...(wordsHash !== undefined && { wordsHash }),
    ...(note && { tags: allTags(note), noteParts: noteParts(note, paper.title) }),
  };
}

/** The facts and texts of a paper; each text is rendered when it is read, the abstract only once. */
export function queryablePaper(
  paper: Paper,
  library: Library,
  state: PaperState,
  triage = state.triage(paper.id),
): QueryablePaper {
  const { record, note } = factsBesideTexts(paper, library, state, triage);
  let abstract: string | undefined;
  return {
    ...record,
    get title() {
      return plainTitle(paper);
    },
    get abstract() {
      return (abstract ??= plainAbstract(paper));
    },
    get notes() {
      return note ? noteText(noteParts(note, paper.title)) : '';
    },
  };
}

/** Like {@link queryablePaper}, but with stored, not rendered texts: fast enough for all papers. */
function storedFacts(paper: Paper, library: Library, state: PaperState): QueryablePaper {
  const { record, note } = factsBesideTexts(paper, library, state, state.triage(paper.id));
  const { title, abstract } = paper;
  const notes = note
    ? noteParts(note, paper.title)
        .map(({ text }) => text)
        .join('\n\n')
    : '';
  return { ...record, title, abstract, notes };
}

function factsBesideTexts(
  paper: Paper,
  library: Library,
  state: PaperState,
  triage: QueryablePaper['state'],
): {
  readonly record: Omit<QueryablePaper, 'title' | 'abstract' | 'notes'>;
  readonly note: Note | undefined;
} {
  const days = library.daysOf(paper.id);
  const note = state.note(paper.id);
  const record = {
    tags: note ? allTags(note) : [],
    authors: paper.authors ?? [],
    categories: paper.categories ?? [],
    days,
    sources: days.map(({ source }) => source),
    state: triage,
    has: { ...heldInNote(note, paper.title), code: hasCode(paper) },
  };
  return { record, note };
}

function heldInNote(note: Note | undefined, title: string): Omit<QueryablePaper['has'], 'code'> {
  return {
    note: note !== undefined && ownText(note.body, title).trim() !== '',
    tag: note !== undefined && allTags(note).length > 0,
    highlight: (note?.highlights.length ?? 0) > 0,
  };
}

function hasCode({ repository, links }: Paper): boolean {
  return repository !== undefined || links.some(({ kind }) => kind === 'code');
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

/** The parts of a note's text as they are stored: comments first, as they are the most important. */
function noteParts({ body, highlights }: Note, title: string): readonly NotePart[] {
  const parts: readonly NotePart[] = [
    ...highlights.map(({ comment }) => ({ kind: 'comment' as const, text: comment })),
    ...highlights.map(({ quote }) => ({ kind: 'highlight' as const, text: quote })),
    { kind: 'note', text: ownText(body, title) },
  ];
  return parts.filter(({ text }) => text.trim() !== '');
}

/** The tags of a paper and of the highlights on it. */
function allTags({ tags, highlights }: Note): readonly string[] {
  return distinctTags([...tags, ...highlights.flatMap((highlight) => highlight.tags)]);
}
