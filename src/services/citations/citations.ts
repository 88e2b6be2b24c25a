import { applyChanges, type BibliographyChange, BibliographyIndex } from '../../core/citations/bibliography';
import { cite, type CitationFormat, type CitedPaper } from '../../core/citations/cite';
import { citationKey } from '../../core/citations/citationKey';
import type { KeyFormula } from '../../core/citations/keyFormula';
import type { Paper, PaperId } from '../../core/library/paper';
import type { Library } from '../../core/library/library';
import type { PaperState } from '../../core/state/paperState';
import type { ParsingProcess } from '../parsing/parsingCalls';
import { UserFacingError } from '../../core/base/userFacingError';
import {
  changesOfBibliography,
  type ListedEntry,
  readBibliographyPapers,
} from '../parsing/parseBibliography';
import type { PinnedKeys } from './pinnedKeys';
import type { WrittenFields } from './writtenFields';

/** An entry of a bibliography, with what the library knows of its paper. */
export interface BibliographyItem extends ListedEntry {
  /** The key of an earlier entry of the same paper. */
  readonly duplicateOf?: string;
  /** The venue and the DOI with which a preprint was published since. */
  readonly publishedAs?: string;
}

export interface CitationParts {
  readonly library: Library;
  readonly state: PaperState;
  /** The entries of the workspace's bibliographies. */
  readonly bibliographies: { index(): Promise<BibliographyIndex> };
  readonly pinned: PinnedKeys;
  readonly written: WrittenFields;
  /** Parses bibliographies. */
  readonly process: ParsingProcess;
  /** The formula that the person set; undefined for the usual one. */
  readonly formula: () => KeyFormula | undefined;
}

/** Citation keys, and papers as citations. */
export class Citations {
  constructor(private readonly parts: CitationParts) {}

  /**
   * Papers with their keys, in order. The key of a paper is the one in a bibliography of the workspace, otherwise the one
   * in its note, otherwise the one that it was given before. A paper without a key is given one by the formula, and keeps
   * it.
   */
  async cited(papers: readonly Paper[]): Promise<readonly CitedPaper[]> {
    const { bibliographies, state, pinned, library, formula } = this.parts;
    const index = await bibliographies.index();
    const found = papers.map((paper) => index.entryOf(paper)?.key ?? state.note(paper.id)?.citationKey);
    const keyOf = formula() ?? citationKey;
    const keyless = papers.filter((_, at) => found[at] === undefined);
    const keys = await pinned.pin(
      keyless.map((paper) => ({ ids: [paper.id, ...library.idsOf(paper.id)], wanted: keyOf(paper) })),
      (key) => index.hasKey(key),
    );
    const given = new Map(keyless.map((paper, at) => [paper, keys[at] ?? '']));
    return papers.map((paper, at) => ({ paper, key: found[at] ?? given.get(paper) ?? '' }));
  }

  /** The entries of papers as one text. */
  async cite(papers: readonly Paper[], format: CitationFormat): Promise<string> {
    return cite(await this.cited(papers), format);
  }

  /**
   * The changes that add or complete entries of papers in the text of a bibliography. `file` is its URI, if known: then
   * fields that this extension wrote and that were not edited since are updated as well.
   *
   * @throws UserFacingError if the text cannot be read
   */
  async changes(
    text: string,
    papers: readonly Paper[],
    file?: string,
  ): Promise<readonly BibliographyChange[]> {
    const { process, written } = this.parts;
    const hashes = file === undefined ? [] : await written.of(file);
    const changes = await changesOfBibliography(process, text, await this.cited(papers), hashes);
    if (!changes.ok) throw new UserFacingError(changes.error);
    return changes.value;
  }

  /** The keys of papers in a bibliography with the changes that give them entries, in the order of the papers. */
  async entries(
    text: string,
    papers: readonly Paper[],
  ): Promise<{ readonly keys: readonly string[]; readonly changes: readonly BibliographyChange[] }> {
    const changes = await this.changes(text, papers);
    const keyOf = new Map(changes.map(({ paper, key }) => [paper.id, key]));
    const keys = new Set(papers.flatMap(({ id }) => keyOf.get(id) ?? []));
    return { keys: [...keys], changes };
  }

  /** The entries of a bibliography in order. @throws UserFacingError if the text cannot be read */
  async entriesOf(text: string): Promise<readonly BibliographyItem[]> {
    const { library, process } = this.parts;
    const read = await readBibliographyPapers(process, new TextEncoder().encode(text));
    if (!read.ok) throw new UserFacingError(read.error);
    const index = new BibliographyIndex(read.value);
    return read.value.map((entry) => {
      const first = index.entryOf(entry.paper);
      const { doi, arxivId } = entry.paper;
      const known = doi === undefined && arxivId !== undefined ? library.paperOnArxiv(arxivId) : undefined;
      const publishedAs =
        known?.doi === undefined ? undefined : [known.venue, known.doi].filter(Boolean).join(', ');
      return {
        ...entry,
        ...(first && first !== entry && { duplicateOf: first.key }),
        ...(publishedAs !== undefined && { publishedAs }),
      };
    });
  }

  /** Returns the paper with a stored key; the keys of bibliographies are not searched. */
  paperWithKey(key: string): Promise<PaperId | undefined> {
    return this.parts.pinned.paperOf(key);
  }

  /**
   * Changes the key of a paper. Resolves to false if another paper has that key; the paper then keeps its own. The key is stored
   * under the current id, because a merged paper may have keys under several ids.
   */
  async rename(id: PaperId, key: string): Promise<boolean> {
    const { library, pinned } = this.parts;
    const current = library.idOf(id);
    const holder = await pinned.paperOf(key);
    const isOwn = holder !== undefined && holder !== current && library.idOf(holder) === current;
    return isOwn || (await pinned.rename(current, key));
  }

  /** The fields of the workspace's bibliographies that this extension wrote. */
  get written(): WrittenFields {
    return this.parts.written;
  }

  /** The text of a bibliography with entries of papers added; every other byte is kept. */
  async updated(text: string, papers: readonly Paper[]): Promise<string> {
    return applyChanges(text, await this.changes(text, papers));
  }
}
