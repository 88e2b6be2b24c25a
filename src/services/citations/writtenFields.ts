import { hasFields, isText, withFields } from '../../core/base/guards';
import type { BibliographyChange, IsOurs } from '../../core/citations/bibliography';
import { sha256Hex } from '../../platform/common/hash';
import type { LogPosition, StoredLog } from '../../platform/common/stores/storedLog';

/** The fields of an entry that this extension wrote, as stored. */
interface WrittenEntry {
  readonly file: string;
  readonly key: string;
  /** Hashes of values, by the names of their fields. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Hashes of the fields of a bibliography: key, name of the field, hash of its value. */
export type WrittenHashes = readonly (readonly [key: string, field: string, hash: string])[];

/** Returns a function that tells whether the value of a field is the one whose hash is stored. */
export function isWrittenField(hashes: WrittenHashes): IsOurs {
  const known = new Map(hashes.map(([key, field, hash]) => [`${key}\n${field}`, hash]));
  return (key, field, value) => known.get(`${key}\n${field}`) === hashOf(value);
}

function hashOf(value: string): string {
  return sha256Hex(value).slice(0, 24);
}

/**
 * The fields of the workspace's bibliographies that this extension wrote, as hashes of their values, in a file of the
 * workspace's storage that all windows append to. A field whose value has another hash was edited by hand.
 */
export class WrittenFields {
  /** Hashes by file, key and field. */
  readonly #files = new Map<string, Map<string, Map<string, string>>>();
  #position: LogPosition | undefined;

  constructor(private readonly log: StoredLog) {}

  /** @param file the URI of a bibliography */
  async of(file: string): Promise<WrittenHashes> {
    await this.#refresh();
    const entries = [...(this.#files.get(file) ?? [])];
    return entries.flatMap(([key, fields]) =>
      Array.from(fields, ([field, hash]) => [key, field, hash] as const),
    );
  }

  /** Stores hashes of the fields that the changes write. */
  async remember(file: string, changes: readonly BibliographyChange[]): Promise<void> {
    await this.#append(
      changes
        .filter(({ written }) => written.length > 0)
        .map(({ key, written }) => ({
          file,
          key,
          fields: Object.fromEntries(written.map(([name, value]) => [name, hashOf(value)])),
        })),
    );
  }

  /** Copies the stored fields of a key to its new name. */
  async rename(file: string, from: string, to: string): Promise<void> {
    await this.#refresh();
    const fields = this.#files.get(file)?.get(from);
    if (fields) await this.#append([{ file, key: to, fields: Object.fromEntries(fields) }]);
  }

  async #append(entries: readonly WrittenEntry[]): Promise<void> {
    if (entries.length > 0) await this.log.append(entries);
  }

  async #refresh(): Promise<void> {
    const { values, isWhole, position } = await this.log.readAfter(this.#position);
    this.#position = position;
    if (isWhole) this.#files.clear();
    for (const value of values) if (isWrittenEntry(value)) this.#take(value);
  }

  #take({ file, key, fields }: WrittenEntry): void {
    const entries = this.#files.get(file) ?? new Map<string, Map<string, string>>();
    const known = entries.get(key) ?? new Map<string, string>();
    for (const [name, hash] of Object.entries(fields)) known.set(name, hash);
    this.#files.set(file, entries.set(key, known));
  }
}

const isWrittenEntry = withFields<WrittenEntry>({ file: isText, key: isText, fields: areHashes }, {});

function areHashes(value: unknown): value is WrittenEntry['fields'] {
  return hasFields(value) && Object.values(value).every(isText);
}
