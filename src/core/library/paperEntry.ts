import type { IdentifiedPaper } from './paperBatch';
import { haveSameValues } from './mergePapers';
import type { Paper, PaperId } from './paper';

/** One work with every id it has been given, the first one first, and the days it stands under. */
export class PaperEntry {
  readonly ids: PaperId[] = [];
  readonly arxivKeys: string[] = [];
  /** Each once; few. */
  readonly dayIds: string[] = [];
  /** The ids of those that list the paper, each once; few. */
  readonly batchIds: string[] = [];
  #paper: Paper | undefined;
  #isEnriched = false;

  /** Papers are numbered as they come: when two prove to be one, the first keeps its id. */
  constructor(
    private readonly given: IdentifiedPaper,
    readonly number: number,
  ) {}

  get id(): PaperId {
    return this.given.id;
  }

  /** Made when it is first asked for: of a large library most never are. */
  get paper(): Paper {
    if (this.#paper) return this.#paper;
    const { id, links, record } = this.given;
    // In this order V8 makes a fast object; the other way round takes ten times as long.
    return (this.#paper = { id, links, ...record });
  }

  /** What is known of it now. */
  set paper(paper: Paper) {
    this.#paper = paper;
    this.#isEnriched = true;
  }

  /** Whether another entry says the same of the same paper. */
  isLike(other: PaperEntry | undefined): boolean {
    if (!other) return false;
    const areAsGiven = !this.#isEnriched && !other.#isEnriched;
    return areAsGiven && this.given === other.given ? true : haveSameValues(other.paper, this.paper);
  }
}
