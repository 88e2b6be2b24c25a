import { arxivKey } from '../../core/library/arxivId';
import type { Paper } from '../../core/library/paper';
import type { Clock } from '../../core/remote/clock';
import { overwriteFile, readImage } from '../../platform/node/files/atomicFile';
import type { DetailsStore } from '../../services/sources/detailsStore';
import type { PaperDetails } from '../../services/sources/paperDetails';
import { byArxivKey, toldOf } from '../../services/sources/detailsRecord';

export interface VersionCheckDeps {
  readonly details: () => Pick<PaperDetails, 'fromArxiv'>;
  readonly known: Pick<DetailsStore, 'add'>;
  /** The papers that carry notes. */
  readonly annotated: () => Iterable<Paper>;
  /** Where all windows keep when arXiv was last asked. */
  readonly path: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** In milliseconds. arXiv's answers change once a day. */
const EVERY = 24 * 60 * 60 * 1000;

/** Asks arXiv once a day whether papers that carry notes have newer versions. */
export class VersionCheck {
  constructor(private readonly deps: VersionCheckDeps) {}

  async isDue(): Promise<boolean> {
    return this.#numbered().size > 0 && !(await this.#wasAsked());
  }

  /**
   * Asks, unless another window has done so meanwhile. What came before a failure stays.
   *
   * @throws HttpError, and what `signal` was aborted with
   */
  async run(signal?: AbortSignal): Promise<void> {
    if (await this.#wasAsked()) return;
    const papers = this.#numbered();
    for await (const answer of this.deps.details().fromArxiv([...papers.keys()], signal)) {
      // A version that is known already brings nothing, and is not kept once more each day.
      const newer = answer.papers.filter(
        ({ arxivId = '', arxivVersion = 0 }) =>
          arxivVersion > (papers.get(arxivKey(arxivId))?.arxivVersion ?? 0),
      );
      const told = toldOf(newer, papers);
      if (told.length > 0) await this.deps.known.add(told, answer);
    }
    await this.#noteAsked();
  }

  #numbered(): ReadonlyMap<string, Paper> {
    return byArxivKey(this.deps.annotated());
  }

  async #wasAsked(): Promise<boolean> {
    const image = await readImage(this.deps.path);
    const asked = Number(new TextDecoder().decode(image?.bytes));
    const since = this.deps.clock.now() - asked;
    // A clock that was set back must not end the asking.
    return image !== undefined && since >= 0 && since < EVERY;
  }

  async #noteAsked(): Promise<void> {
    await overwriteFile(this.deps.path, new TextEncoder().encode(String(this.deps.clock.now())));
  }
}
