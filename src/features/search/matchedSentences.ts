import { LruCache } from '../../core/base/lruCache';
import type { Localization } from '../../core/base/localization';
import type { Paper } from '../../core/library/paper';
import type { Note } from '../../core/notes/note';
import type { NotePart } from '../../core/search/paperTexts';
import { beginning, quotation } from '../../core/search/quotation';
import { fieldText, type SearchField, type SearchHit } from '../../core/search/searchDocument';
import { snippet } from '../../core/search/snippet';
import { plain } from '../../core/tex/plain';
import { plainTitle } from '../../services/search/plainText';
import { paperTexts } from '../../services/search/searchCorpus';

/** The number of sentences, and of rendered texts, in the caches. */
const mostKept = 1000;
/** How much of a line a quick pick shows, in UTF-16 units. */
const snippetLength = 120;
/** How much of an abstract is shown if only the title matched. */
const abstractLength = 200;

interface KnownSentence {
  readonly paper: Paper;
  readonly note: Note | undefined;
  readonly sentence: string | undefined;
}

/**
 * Finds the sentence that shows why a query found a paper. Caches sentences, because with one more letter a query mostly finds the
 * same papers by the same words.
 */
export class MatchedSentences {
  readonly #known = new LruCache<string, KnownSentence>(mostKept);
  /** Texts as people read them. */
  readonly #rendered = new LruCache<string, string>(mostKept);

  constructor(private readonly l10n: Localization) {}

  /**
   * Returns a sentence with the words that matched, from the note if it has them, or the beginning of the abstract if only the
   * title has them. Returns undefined if there is none.
   */
  of(paper: Paper, note: Note | undefined, hit: SearchHit): string | undefined {
    const key = JSON.stringify([paper.id, hit.terms, hit.fields]);
    const known = this.#known.get(key);
    if (known?.paper === paper && known.note === note) return known.sentence;
    const sentence = this.#find(paper, note, hit);
    this.#known.set(key, { paper, note, sentence });
    return sentence;
  }

  #find(paper: Paper, note: Note | undefined, { terms, fields }: SearchHit): string | undefined {
    const texts = paperTexts(paper, note);
    const termsIn = (field: SearchField): string[] => terms.filter((term) => fields[term]?.includes(field));
    const inNotes = termsIn('notes');
    for (const { kind, text } of inNotes.length > 0 ? (texts.noteParts ?? []) : []) {
      const found = quotation(text, inNotes, snippetLength, kind === 'highlight' ? this.#render : asItIs);
      if (found !== undefined) return this.#ofNote(kind, found);
    }
    for (const field of quotedFields) {
      const render = field === 'abstract' ? this.#render : asItIs;
      const found = quotation(fieldText(texts, field), termsIn(field), snippetLength, render);
      if (found !== undefined) return this.#ofField(field, found);
    }
    const isInTitle = snippet(plainTitle(paper), terms) !== undefined;
    return isInTitle && texts.abstract !== ''
      ? beginning(texts.abstract, abstractLength, this.#render)
      : undefined;
  }

  readonly #render = (text: string): string => this.#rendered.getOrMake(text, plain);

  #ofNote(kind: NotePart['kind'], text: string): string {
    switch (kind) {
      case 'comment':
        return this.l10n.t('Comment: {0}', text);
      case 'highlight':
        return this.l10n.t('Highlight: {0}', text);
      case 'note':
        return this.l10n.t('Note: {0}', text);
    }
  }

  #ofField(field: QuotedField, text: string): string {
    if (field === 'tags') return this.l10n.t('Tags: {0}', text);
    return field === 'authors' ? this.l10n.t('Authors: {0}', text) : text;
  }
}

/** The fields that a match is quoted from, in this order. A row shows the title anyway, and a match in the note comes first. */
const quotedFields = ['abstract', 'tags', 'authors', 'keywords'] as const;
type QuotedField = (typeof quotedFields)[number];

function asItIs(text: string): string {
  return text;
}
