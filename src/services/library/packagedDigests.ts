import { isText, withFields } from '../../core/base/guards';
import type { Memory } from '../../core/base/memory';
import type { Library } from '../../core/library/library';

/** A digest that comes with the extension. */
export interface PackagedDigest {
  readonly id: string;
  /** Its days, as in “Mar 11”. */
  readonly label: string;
}

const prefix = 'seeds/';
const removedKey = 'digests.removed';

/** Whether a batch of the library, by its id, is a packaged digest. */
export function isPackaged(batch: string): boolean {
  return batch.startsWith(prefix);
}

export function packagedId(fileName: string): string {
  return prefix + fileName;
}

/** Which of the packaged digests a person has removed, in all workspaces. */
export class RemovedPackagedDigests {
  constructor(private readonly memento: Memory) {}

  list(): readonly PackagedDigest[] {
    const stored = this.memento.get(removedKey);
    return Array.isArray(stored) ? stored.filter(isDigest) : [];
  }

  has(id: string): boolean {
    return this.list().some((digest) => digest.id === id);
  }

  async add(digest: PackagedDigest): Promise<void> {
    await this.memento.update(removedKey, [...this.list(), digest]);
  }

  async delete(id: string): Promise<void> {
    await this.memento.update(
      removedKey,
      this.list().filter((digest) => digest.id !== id),
    );
  }
}

/** The packaged digests that are in the library; only those of one day, if `dayId` is given. */
export function packagedIn(
  library: Pick<Library, 'days' | 'batchesOf'>,
  dayId?: string,
): readonly PackagedDigest[] {
  const labels = new Map<string, string[]>();
  for (const { id, label } of library.days) {
    for (const batch of library.batchesOf(id).filter(isPackaged))
      labels.set(batch, [...(labels.get(batch) ?? []), label]);
  }
  const wanted = dayId === undefined ? [...labels.keys()] : library.batchesOf(dayId);
  return wanted.flatMap((id) => {
    const days = labels.get(id);
    return days ? [{ id, label: days.join(', ') }] : [];
  });
}

const isDigest = withFields<PackagedDigest>({ id: isText, label: isText }, {});
