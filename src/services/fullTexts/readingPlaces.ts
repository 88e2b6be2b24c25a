import type * as vscode from 'vscode';
import type { Logger } from '../../core/base/logger';
import type { FullTextDocument } from '../../core/fulltext/document';
import { isRecord } from '../../core/base/guards';
import { isReadingPlace, type ReadingPlace } from '../../protocol/messages';

/** Where a person stopped reading a whole paper. */
interface StoredPlace {
  /** The paper's key, see `FullTexts.keyOf`. */
  readonly key: string;
  readonly place: ReadingPlace;
  /** How much of the text is above the place, from 0 to 1. */
  readonly share: number;
}

const storageKey = 'fullText.places';
const mostPlaces = 500;

/** The places where reading of whole papers stopped, shared by all workspaces; the latest first. */
export class ReadingPlaces {
  #places: readonly StoredPlace[];

  constructor(
    private readonly memory: vscode.Memento,
    private readonly log: Logger,
  ) {
    const stored = memory.get<unknown>(storageKey);
    this.#places = Array.isArray(stored) ? stored.filter(isStoredPlace) : [];
  }

  placeOf(key: string): ReadingPlace | undefined {
    return this.#find(key)?.place;
  }

  /** How much of the paper has been read, from 0 to 1; undefined if nothing was. */
  shareOf(key: string): number | undefined {
    return this.#find(key)?.share;
  }

  set(key: string, place: ReadingPlace, { blocks }: FullTextDocument): void {
    const block = blocks[place.block];
    const length = blocks.reduce((longest, { end }) => Math.max(longest, end), 0);
    if (!block || length === 0) return;
    const share = (block.start + place.offset * (block.end - block.start)) / length;
    const others = this.#places.filter((one) => one.key !== key);
    this.#places = [{ key, place, share }, ...others].slice(0, mostPlaces);
    this.memory.update(storageKey, this.#places).then(undefined, (error: unknown) => {
      this.log.error('The place in a paper was not stored:', error);
    });
  }

  #find(key: string): StoredPlace | undefined {
    return this.#places.find((one) => one.key === key);
  }
}

function isStoredPlace(value: unknown): value is StoredPlace {
  return (
    isRecord(value) &&
    typeof value['key'] === 'string' &&
    isReadingPlace(value['place']) &&
    typeof value['share'] === 'number'
  );
}
