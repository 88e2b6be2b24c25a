import { arxivKey } from '../../core/papers/arxivId';
import type { IdentifiedPaper } from '../../core/papers/contribution';
import { findLinks } from '../../core/papers/links';
import { isPaperRecord } from '../../core/papers/paperShape';
import type { Paper, PaperId, PaperRecord } from '../../core/papers/paper';
import { AppendLog } from '../storage/appendLog';

/** What a service told of a paper of the library. */
export interface Told {
  readonly paperId: PaperId;
  readonly record: PaperRecord;
}

/** What was told of single papers, in the order in which it came; windows share it. */
export class DetailsLog {
  readonly #log: AppendLog;

  constructor(path: string) {
    this.#log = new AppendLog(path);
  }

  async read(): Promise<readonly Told[]> {
    const { values } = await this.#log.read();
    return values.filter(isTold);
  }

  async append(told: readonly Told[]): Promise<void> {
    await this.#log.append(told);
  }
}

/** As the library takes it: for the paper that was meant, whatever its title is elsewhere. */
export function identified({ paperId, record }: Told): IdentifiedPaper {
  return { id: paperId, record, links: findLinks(record.abstract) };
}

/** What is told of those of the papers that were asked about, by `arxivKey`. */
export function toldOf(
  found: readonly PaperRecord[],
  asked: ReadonlyMap<string, Pick<Paper, 'id'>>,
): readonly Told[] {
  return found.flatMap((record) => {
    const paper = record.arxivId === undefined ? undefined : asked.get(arxivKey(record.arxivId));
    return paper ? [{ paperId: paper.id, record }] : [];
  });
}

function isTold(value: unknown): value is Told {
  if (typeof value !== 'object' || value === null) return false;
  const { paperId, record } = value as Readonly<Record<keyof Told, unknown>>;
  return typeof paperId === 'string' && isPaperRecord(record);
}
