import type { RecordKey } from './identityDecisions';
import type { IdentifiedPaper } from './paperBatch';
import { haveSameValues } from './mergePapers';
import type { Paper, PaperId } from './paper';

/** One paper with all its ids, the oldest first, and the days that list it. */
export class PaperEntry {
  readonly ids: PaperId[] = [];
  readonly arxivKeys: string[] = [];
  readonly dois: string[] = [];
  readonly titleKeys: string[] = [];
  /** Without duplicates; few. */
  readonly dayIds: string[] = [];
  /** The batches that list the paper, without duplicates; few. */
  readonly batchIds: string[] = [];
  /** The keys of its records that a person decided about; few. */
  readonly decidedKeys: RecordKey[] = [];
  /** What sources deliver of it, without duplicates; few. */
  readonly records: IdentifiedPaper[];
  #paper: Paper | undefined;
  #isEnriched = false;

  /** `number` is the order of arrival: when two entries are merged, the older one keeps its id. */
  constructor(
    private readonly given: IdentifiedPaper,
    readonly number: number,
    /** Another than that of the title, if that belongs to another paper. */
    readonly id: PaperId = given.id,
  ) {
    this.records = [given];
  }

  /** Built when first read: most papers of a large library never are. */
  get paper(): Paper {
    if (this.#paper) return this.#paper;
    const { links, record } = this.given;
    // In this order V8 makes a fast object; the other way round takes ten times as long.
    return (this.#paper = { id: this.id, links, ...record });
  }

  /** Replaces the paper by a merged one. */
  set paper(paper: Paper) {
    this.#paper = paper;
    this.#isEnriched = true;
  }

  /** Whether another entry has the same values. */
  hasSameValues(other: PaperEntry | undefined): boolean {
    if (!other) return false;
    const areAsGiven = !this.#isEnriched && !other.#isEnriched;
    return areAsGiven && this.given === other.given ? true : haveSameValues(other.paper, this.paper);
  }
}
