import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { arxivKey } from '../../core/library/arxivId';
import type { IdentifiedPaper } from '../../core/library/paperBatch';
import type { Library } from '../../core/library/library';
import type { PaperRecord } from '../../core/library/paper';
import type { Service } from '../../core/remote/service';
import type { DetailsResponses } from './detailsResponses';
import type { DetailsLog } from './detailsLog';
import { detailsParser, parseDetailsResponse } from './parseDetailsResponse';
import type { Runner } from './dayFile';
import { foldingTold, identified, slotOf, type Told } from './detailsRecord';

export interface DetailsStoreDeps {
  readonly library: Library;
  readonly log: DetailsLog;
  readonly answers: DetailsResponses;
  readonly run: Runner;
  readonly report: (cause: unknown) => void;
  /** Of `parseDetailsResponse`; another one than this code's only to try what a better parser does. */
  readonly parser?: number;
}

/** An answer about papers, as it came. */
export interface RawAnswer {
  readonly service: Service;
  readonly bytes: Uint8Array;
}

/** Lines of the log that count no more before it is written anew. */
const compactBeyond = 1000;

/** What services have told of single papers, kept as it came and given to the library. */
export class DetailsStore {
  /** By slot, the answer that was last told from. */
  readonly #answers = new Map<string, string>();
  #loading: Promise<void> | undefined;
  #rereading: Promise<void> = Promise.resolve();
  #given = 0;
  #superseded = 0;

  constructor(private readonly deps: DetailsStoreDeps) {}

  /**
   * Tells the library what was told before, the first time it is called. What an older parser read is read again after
   * that; see {@link reread}.
   */
  ready(): Promise<void> {
    return (this.#loading ??= this.#begin());
  }

  /** Resolves when nothing is being read again. */
  async reread(): Promise<void> {
    await this.ready();
    await this.#rereading;
  }

  /** Keeps what was told, and the answer that told it; answers that others have taken the place of are let go. */
  async add(told: readonly Told[], answer?: RawAnswer): Promise<void> {
    const { log, answers } = this.deps;
    const from = answer && {
      service: answer.service,
      answer: await answers.keep(answer.bytes),
      parser: this.#parser,
    };
    const lines = told.map((one) => (from ? { ...one, from } : one));
    await log.append(lines);
    await this.#give(lines);
    await this.#letGo(this.#remember(lines));
  }

  get #parser(): number {
    return this.deps.parser ?? detailsParser;
  }

  /** If it fails, the next call tries again. */
  async #begin(): Promise<void> {
    try {
      await this.#load();
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }

  async #load(): Promise<void> {
    const lines = await this.deps.log.read();
    if (lines.length === 0) return;
    const told = await this.deps.run(foldingTold(lines));
    this.#superseded = lines.length - told.length;
    this.#remember(told);
    const given = await this.#give(told);
    const stale = told.filter(({ from }) => from !== undefined && from.parser !== this.#parser);
    if (stale.length > 0) this.#rereading = this.#readAgain(told, given).catch(this.deps.report);
  }

  /** Gives the id under which the library has it. */
  async #give(told: readonly Told[]): Promise<string> {
    const id = `details/${this.#given++}`;
    const { run, library } = this.deps;
    const details = await run(identifying(told));
    await run(library.addInSteps({ id, days: [], details }));
    return id;
  }

  /** Gives the answers that were told from before and are not any more. */
  #remember(told: readonly Told[]): ReadonlySet<string> {
    const replaced = new Set<string>();
    for (const one of told) {
      const slot = slotOf(one);
      if (slot === undefined || !one.from) continue;
      const before = this.#answers.get(slot);
      if (before !== undefined) {
        replaced.add(before);
        this.#superseded++;
      }
      this.#answers.set(slot, one.from.answer);
    }
    if (replaced.size > 0) for (const answer of this.#answers.values()) replaced.delete(answer);
    return replaced;
  }

  async #letGo(replaced: ReadonlySet<string>): Promise<void> {
    const { log, answers, report } = this.deps;
    try {
      await answers.remove(replaced);
      if (this.#superseded <= compactBeyond) return;
      this.#superseded = 0;
      await log.compact();
      // Other windows may have logged what this one does not know.
      const named = (await log.read()).flatMap(({ from }) => from?.answer ?? []);
      await answers.sweep(new Set(named));
    } catch (error) {
      report(error); // What was told is kept; only room is lost.
    }
  }

  /** Reads with this parser what an older one has read, and puts it in the place of what the library was given. */
  async #readAgain(told: readonly Told[], given: string): Promise<void> {
    const { library, log, run } = this.deps;
    const answers = new Map<string, readonly PaperRecord[]>();
    for (const { from } of told)
      if (from && from.parser !== this.#parser && !answers.has(from.answer))
        answers.set(from.answer, await this.#recordsIn(from.service, from.answer));
    const change = (one: Told): Told => this.#again(one, answers);
    await log.compact(change);
    await this.#give(told.map(change));
    await run(library.removeInSteps(given));
  }

  async #recordsIn(service: Service, name: string): Promise<readonly PaperRecord[]> {
    try {
      const bytes = await this.deps.answers.read(name);
      return bytes ? await this.deps.run(parseDetailsResponse(service, bytes)) : [];
    } catch (error) {
      this.deps.report(error); // Damaged on disk: what was read of it once stays.
      return [];
    }
  }

  #again(one: Told, answers: ReadonlyMap<string, readonly PaperRecord[]>): Told {
    const { from, record, keepsTitle } = one;
    const records = from && from.parser !== this.#parser ? answers.get(from.answer) : undefined;
    if (!from || !records) return one;
    const key = arxivKey(record.arxivId ?? '');
    const found = records.find(({ arxivId }) => arxivId !== undefined && arxivKey(arxivId) === key) ?? record;
    return {
      ...one,
      record: keepsTitle ? { ...found, title: record.title } : found,
      from: { ...from, parser: this.#parser },
    };
  }
}

function* identifying(told: readonly Told[]): CooperativeTask<readonly IdentifiedPaper[]> {
  const papers: IdentifiedPaper[] = [];
  for (const one of told) {
    papers.push(identified(one));
    yield;
  }
  return papers;
}
