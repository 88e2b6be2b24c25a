import { type CooperativeTask, finish } from '../base/cooperativeTask';
import { type BibtexEntry, bibtexEntries } from '../importers/bibtex/bibtexEntries';
import { paperNamedByEntry } from '../importers/bibtex/bibtex';
import { arxivKey } from '../library/arxivId';
import { haveCommonAuthor, titleKey } from '../library/identity';
import type { Paper, PaperRecord } from '../library/paper';
import { applyEdits, type TextEdit } from '../notes/textEdit';
import { type BibDialect, bibEntry, type BibField, biblatexFields } from './bibtexEntry';
import { bibStyle, fieldEdits, type BibStyle, printEntry } from './bibStyle';
import { freeKey } from './citationKey';
import type { CitedPaper } from './cite';

/** A paper as an entry of a bibliography identifies it. */
export interface BibliographyPaper {
  readonly key: string;
  readonly paper: Pick<PaperRecord, 'title' | 'authors' | 'arxivId' | 'doi'>;
}

/** An entry of a bibliography, with the paper that it identifies. */
export interface BibliographyEntry extends BibtexEntry {
  readonly paper: BibliographyPaper['paper'];
}

/** Entries of bibliographies by key and by paper; of several for one paper the first counts. */
export class BibliographyIndex<Entry extends BibliographyPaper = BibliographyPaper> {
  readonly #byKey = new Map<string, Entry>();
  readonly #byIdentifier = new Map<string, Entry>();
  readonly #byTitle = new Map<string, Entry[]>();

  constructor(entries: Iterable<Entry> = []) {
    finish(this.adding(entries));
  }

  /** Adds entries after the existing ones, in steps. */
  *adding(entries: Iterable<Entry>): CooperativeTask<void> {
    for (const entry of entries) {
      const key = entry.key.toLowerCase();
      if (!this.#byKey.has(key)) this.#byKey.set(key, entry);
      for (const id of identifiers(entry.paper))
        if (!this.#byIdentifier.has(id)) this.#byIdentifier.set(id, entry);
      const title = titleKey(entry.paper.title);
      const same = this.#byTitle.get(title);
      if (same) same.push(entry);
      else this.#byTitle.set(title, [entry]);
      yield;
    }
  }

  /** Whether an entry has the key; BibTeX ignores case. */
  hasKey(key: string): boolean {
    return this.#byKey.has(key.toLowerCase());
  }

  /**
   * The entry of a paper: the one with its arXiv id or its DOI, else with its title if neither an identifier nor the
   * authors disagree.
   */
  entryOf(paper: BibliographyPaper['paper']): Entry | undefined {
    for (const id of identifiers(paper)) {
      const entry = this.#byIdentifier.get(id);
      if (entry) return entry;
    }
    return this.#byTitle
      .get(titleKey(paper.title))
      ?.find(
        (entry) =>
          !haveOtherIdentifiers(entry.paper, paper) &&
          haveCommonAuthor(entry.paper.authors, paper.authors) !== false,
      );
  }
}

/** A text in BibTeX that was read. */
export class Bibliography extends BibliographyIndex<BibliographyEntry> {
  constructor(
    readonly text: string,
    readonly entries: readonly BibliographyEntry[],
  ) {
    super(entries);
  }
}

/** Reads a bibliography in steps. Entries that are invalid are read as far as they go. */
export function* readBibliography(text: string): CooperativeTask<Bibliography> {
  const read: BibliographyEntry[] = [];
  for (const entry of bibtexEntries(text)) {
    read.push({ ...entry, paper: paperNamedByEntry(entry) });
    yield;
  }
  return new Bibliography(text, read);
}

function identifiers({ arxivId, doi }: Pick<Paper, 'arxivId' | 'doi'>): readonly string[] {
  return [
    ...(arxivId === undefined ? [] : [`arxiv:${arxivKey(arxivId)}`]),
    ...(doi === undefined ? [] : [`doi:${doi}`]),
  ];
}

/** Whether both have an identifier of one kind, and not the same. */
function haveOtherIdentifiers(a: Pick<Paper, 'arxivId' | 'doi'>, b: Pick<Paper, 'arxivId' | 'doi'>): boolean {
  const differ = (one: string | undefined, other: string | undefined): boolean =>
    one !== undefined && other !== undefined && one !== other;
  return differ(a.arxivId && arxivKey(a.arxivId), b.arxivId && arxivKey(b.arxivId)) || differ(a.doi, b.doi);
}

/** The change that {@link bibliographyChanges} makes for one paper. */
export interface BibliographyChange {
  readonly paper: Paper;
  /** The key of its entry. */
  readonly key: string;
  /** `added` for a new entry, else the names of the fields that are added or updated. */
  readonly change: 'added' | readonly string[];
  /** The fields that the edits write, with raw values. */
  readonly written: readonly BibField[];
  readonly edits: readonly TextEdit[];
}

/** Whether a field of an entry still has the value that this product wrote. `value` is raw, without its braces. */
export type IsOurs = (key: string, field: string, value: string) => boolean;

/**
 * The changes, one for each paper, that give it an entry: a new one with its key, or with another one if that is taken, at the end of
 * the text; entries that are there get the fields that they lack. A field that is there stays as it is, unless `isOurs`
 * says that this product wrote it. Every other byte stays.
 */
export function bibliographyChanges(
  bibliography: Bibliography,
  papers: readonly CitedPaper[],
  isOurs: IsOurs = () => false,
): readonly BibliographyChange[] {
  const style = bibStyle(bibliography.text, bibliography.entries);
  const dialect = dialectOf(bibliography.entries);
  const changes: BibliographyChange[] = [];
  const added = new Set<string>();
  const seen = new Set<BibliographyEntry | string>();
  for (const { paper, key: wanted } of papers) {
    const entry = bibliography.entryOf(paper);
    if (seen.has(entry ?? paper.id)) continue;
    seen.add(entry ?? paper.id);
    if (entry) {
      changes.push(entryChange({ bibliography, style, dialect, isOurs }, entry, paper));
      continue;
    }
    const key = freeKey(wanted, (taken) => bibliography.hasKey(taken) || added.has(taken));
    added.add(key.toLowerCase());
    const printed = bibEntry(paper, dialect);
    const text = printEntry(key, printed, style);
    changes.push({
      paper,
      key,
      change: 'added',
      written: printed.fields,
      edits: [insertion(bibliography, text, style, added.size > 1)],
    });
  }
  return changes;
}

/** The text with all changes. */
export function applyChanges(text: string, changes: readonly BibliographyChange[]): string {
  return applyEdits(
    text,
    changes.flatMap(({ edits }) => edits),
  );
}

/** The text of a bibliography with entries of papers; see {@link bibliographyChanges}. */
export function updateBibliography(text: string, papers: readonly CitedPaper[]): string {
  return applyChanges(text, bibliographyChanges(finish(readBibliography(text)), papers));
}

/** Renames the key of an entry; undefined if no entry has it. */
export function renameKeyEdit(bibliography: Bibliography, from: string, to: string): TextEdit | undefined {
  const entry = bibliography.entries.find(({ key }) => key === from);
  return entry && { ...entry.keyRange, text: to };
}

function dialectOf(entries: readonly BibtexEntry[]): BibDialect {
  const own = ['journaltitle', 'date', 'eprinttype', 'eprintclass'];
  return entries.some(({ fields }) => own.some((name) => fields.has(name))) ? 'biblatex' : 'bibtex';
}

interface ChangeContext {
  readonly bibliography: Bibliography;
  readonly style: BibStyle;
  readonly dialect: BibDialect;
  readonly isOurs: IsOurs;
}

const bibtexNames = new Map(Object.entries(biblatexFields).map(([ours, theirs]) => [theirs, ours]));

/** The names under which BibTeX and BibLaTeX store the value of a field. */
function aliases(name: string): readonly string[] {
  if (name === 'author') return ['author', 'editor'];
  if (name === 'journal' || name === 'journaltitle' || name === 'booktitle')
    return ['journal', 'journaltitle', 'booktitle'];
  return [name, biblatexFields[name] ?? name, bibtexNames.get(name) ?? name];
}

/** With these fields, an entry inherits others from another entry. */
const inherited = ['crossref', 'xdata'];
/** These fields only repeat values of other fields, so they are written to new entries only. */
const onlyNew: ReadonlySet<string> = new Set(['howpublished', 'note', 'url']);

function entryChange(
  { bibliography, style, dialect, isOurs }: ChangeContext,
  entry: BibliographyEntry,
  paper: Paper,
): BibliographyChange {
  const { key, fields } = entry;
  if (entry.isBroken) return { paper, key, change: [], written: [], edits: [] };
  const isInheriting = inherited.some((name) => fields.has(name));
  const wanted = bibEntry(paper, dialect).fields.filter(([name]) => !onlyNew.has(name));
  const missing = wanted.filter(
    ([name]) =>
      !aliases(name).some((alias) => fields.has(alias)) &&
      (!isInheriting || name === 'doi' || name.startsWith('eprint')),
  );
  const replaced = wanted.flatMap(([name, value]) => {
    const [before, range] = [fields.get(name), fields.rangeOf(name)];
    if (before === undefined || !range || before === value || !isOurs(key, name, before)) return [];
    return [{ field: [name, value] as const, edit: { ...range, text: `{${value}}` } }];
  });
  const written = [...missing, ...replaced.map(({ field }) => field)];
  return {
    paper,
    key,
    change: written.map(([name]) => name),
    written,
    edits: [...replaced.map(({ edit }) => edit), ...fieldEdits(bibliography.text, entry, missing, style)],
  };
}

/** Returns where a new entry is inserted: at the end, or before a last entry whose brace is not closed. */
function insertion(
  { text, entries }: Bibliography,
  entry: string,
  style: BibStyle,
  isNext: boolean,
): TextEdit {
  const last = entries.at(-1);
  if (last?.isBroken === true)
    return { start: last.range.start, end: last.range.start, text: `${entry}${style.between}` };
  const { newline, between } = style;
  const isEmpty = text.trim() === '' && !isNext;
  const ended = isNext || text === '' || /\n[ \t]*$/u.test(text) ? '' : newline;
  const hasBlank = !isNext && /\n[ \t]*\r?\n[ \t]*$/u.test(text);
  return {
    start: text.length,
    end: text.length,
    text: `${ended}${isEmpty || hasBlank ? '' : between}${entry}`,
  };
}
