import { type Tag, tagKey, tagText } from './tag';

/** One level of a tag as it is written, down from the root: `Method/gan` has `Method` and `Method/gan`. */
interface SpelledLevel {
  readonly key: string;
  readonly spelling: Tag;
}

/**
 * How tags are shown. Tags that differ only in case are one tag; it is shown in the spelling that most notes use, and of
 * spellings used equally often in the first by UTF-16 code units. A note that has only a descendant of a tag counts as
 * using the tag in the descendant's spelling.
 */
export class TagSpellings {
  /** The number of notes that use each spelling, by the key of the tag. */
  readonly #uses = new Map<string, Map<Tag, number>>();
  readonly #shown = new Map<string, Tag>();
  readonly #ofNote = new Map<string, readonly SpelledLevel[]>();
  /** The levels of tags as written: far fewer than there are uses of them. */
  readonly #levels = new Map<Tag, readonly SpelledLevel[]>();

  /** Sets the tags of one note, as written there, in place of those set before. */
  set(noteId: string, tags: readonly Tag[]): void {
    for (const level of this.#ofNote.get(noteId) ?? []) this.#count(level, -1);
    this.#ofNote.delete(noteId);
    if (tags.length === 0) return;
    const levels = this.#distinctLevels(tags);
    for (const level of levels) this.#count(level, 1);
    this.#ofNote.set(noteId, levels);
  }

  /** The spelling in which a tag is shown; as given if no note has it. */
  shown(tag: Tag): Tag {
    const key = tagKey(tag);
    const known = this.#shown.get(key);
    if (known !== undefined) return known;
    const [first, ...others] = this.#uses.get(key) ?? [];
    if (!first) return tag;
    const [shown] = others.reduce((best, one) => (isBefore(one, best) ? one : best), first);
    this.#shown.set(key, shown);
    return shown;
  }

  #count({ key, spelling }: SpelledLevel, change: 1 | -1): void {
    const uses = this.#uses.get(key) ?? new Map<Tag, number>();
    const count = (uses.get(spelling) ?? 0) + change;
    if (count > 0) uses.set(spelling, count);
    else uses.delete(spelling);
    if (uses.size > 0) this.#uses.set(key, uses);
    else this.#uses.delete(key);
    this.#shown.delete(key);
  }

  #distinctLevels(tags: readonly Tag[]): readonly SpelledLevel[] {
    const levels = tags.flatMap((tag) => this.#levelsOf(tag));
    return tags.length === 1 ? levels : [...new Map(levels.map((level) => [level.spelling, level])).values()];
  }

  #levelsOf(tag: Tag): readonly SpelledLevel[] {
    const known = this.#levels.get(tag);
    if (known) return known;
    const names = tagText(tag).split('/');
    const levels = names.map((_, index) => {
      const spelling = names.slice(0, index + 1).join('/');
      return { key: tagKey(spelling), spelling };
    });
    this.#levels.set(tag, levels);
    return levels;
  }
}

type Use = readonly [spelling: Tag, count: number];

function isBefore([one, ofOne]: Use, [other, ofOther]: Use): boolean {
  return ofOne > ofOther || (ofOne === ofOther && one < other);
}
