import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { isInContext, type PlacedQuote } from '../../core/highlights/placeQuotes';
import { matchesAtOffsets } from '../../core/highlights/selector';
import type { Paper } from '../../core/library/paper';
import { type Highlight, isOfCopiedText, type Note } from '../../core/notes/note';
import type { WholePaperHighlights } from '../../core/state/paperState';
import type { ParsingProcess } from '../parsing/parsingCalls';
import { placeInFullText } from '../parsing/parseFullText';
import type { FullText, FullTexts } from './fullTexts';

type PaperFacts = Pick<Paper, 'id' | 'arxivId' | 'arxivVersion'>;

interface Placed {
  /** Without the whole paper, highlights are as in the note. */
  readonly fullText: FullText | undefined;
  readonly highlights: readonly Highlight[];
}

interface FullTextHighlightsParts {
  readonly fullTexts: Pick<FullTexts, 'keyOf' | 'onDidStore' | 'stored' | 'storedVersion' | 'textOf'>;
  readonly process: ParsingProcess;
}

/**
 * Finds the highlights of whole papers in the latest stored version. The isolated process does it, because the texts are
 * long.
 */
export class FullTextHighlights implements WholePaperHighlights, Disposable {
  readonly #placed = new WeakMap<Note, Placed>();
  /** A number for each paper that changes when a version of it is stored. */
  readonly #generations = new Map<string, number>();
  readonly #running = new WeakMap<
    Note,
    { readonly in: FullText | undefined; readonly work: Promise<Placed> }
  >();
  readonly #changed = new Emitter<string>();
  readonly #subscription: Disposable;

  /** Fires with the key of a paper whose highlights may have moved. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly parts: FullTextHighlightsParts) {
    this.#subscription = parts.fullTexts.onDidStore((key) => {
      this.#generations.set(key, this.#generationOf(key) + 1);
      this.#changed.fire(key);
    });
  }

  keyOf(paper: PaperFacts): string {
    return this.parts.fullTexts.keyOf(paper);
  }

  /** The highlights of the whole paper as far as they have been placed; undefined if {@link place} was not called. */
  known(note: Note): readonly Highlight[] | undefined {
    return this.#placed.get(note)?.highlights;
  }

  /**
   * Places the highlights of the whole paper in the latest version that is stored. Returns whether the result of
   * {@link known} has changed.
   */
  async place(note: Note, paper: PaperFacts): Promise<boolean> {
    if (note.highlights.every(isOfCopiedText)) return false;
    const key = this.parts.fullTexts.keyOf(paper);
    const generation = this.#generationOf(key);
    const fullText = await this.parts.fullTexts.stored(paper);
    const known = this.#placed.get(note);
    if (known && known.fullText?.document === fullText?.document) return false;
    const before = this.#running.get(note);
    const running =
      before?.in?.document === fullText?.document && before
        ? before
        : { in: fullText, work: this.#place(note, paper, fullText) };
    this.#running.set(note, running);
    try {
      const placed = await running.work;
      // A version was stored meanwhile.
      if (generation !== this.#generationOf(key)) return await this.place(note, paper);
      this.#placed.set(note, placed);
      return true;
    } finally {
      if (this.#running.get(note) === running) this.#running.delete(note);
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #generationOf(key: string): number {
    return this.#generations.get(key) ?? 0;
  }

  async #place(note: Note, paper: PaperFacts, fullText: FullText | undefined): Promise<Placed> {
    const highlights = note.highlights.filter((highlight) => !isOfCopiedText(highlight));
    if (!fullText) return { fullText, highlights };
    const text = this.parts.fullTexts.textOf(fullText.document);
    const isThere = (highlight: Highlight): boolean =>
      highlight.version === fullText.version
        ? matchesAtOffsets(highlight, text)
        : isInContext(highlight, text);
    const moved = new Map<string, Highlight>();
    const others = highlights.filter((highlight) => !isThere(highlight));
    for (const version of new Set(others.map((highlight) => highlight.version))) {
      const group = others.filter((highlight) => highlight.version === version);
      const oldText = await this.#textOf(paper, version, fullText);
      for (const highlight of await this.#placeGroup(group, text, oldText))
        moved.set(highlight.id, highlight);
    }
    return { fullText, highlights: highlights.map((highlight) => moved.get(highlight.id) ?? highlight) };
  }

  /** The text of another version. */
  async #textOf(
    paper: PaperFacts,
    version: number | undefined,
    shown: FullText,
  ): Promise<string | undefined> {
    if (version === undefined || version === shown.version) return undefined;
    const old = await this.parts.fullTexts.storedVersion(paper, version);
    return old && this.parts.fullTexts.textOf(old.document);
  }

  /** Without a result, their places are unknown. */
  async #placeGroup(
    group: readonly Highlight[],
    text: string,
    oldText: string | undefined,
  ): Promise<readonly Highlight[]> {
    const selectors = group.map(({ quote, prefix, suffix, start, end }) => ({
      quote,
      prefix,
      suffix,
      start,
      end,
    }));
    const places = await placeInFullText(this.parts.process, selectors, oldText, text);
    return group.map((highlight, at) => placedAt(highlight, places?.[at] ?? { kind: 'orphan' }));
  }
}

function placedAt(highlight: Highlight, placed: PlacedQuote): Highlight {
  if (placed.kind === 'found') {
    const { start, end } = placed;
    return { ...highlight, start, end, state: 'anchored' };
  }
  const { likelyPlace } = placed;
  return { ...highlight, state: 'orphaned', ...(likelyPlace && { likelyPlace }) };
}
