import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { arxivKey } from '../../core/library/arxivId';
import type { IdentifiedPaper } from '../../core/library/paperBatch';
import type { Library } from '../../core/library/library';
import type { PaperRecord } from '../../core/library/paper';
import type { Service } from '../../core/remote/service';
import type { DetailsResponses } from './detailsResponses';
import type { DetailsLog } from './detailsLog';
import type { Runner } from './dayFile';
import type { ResponseReader } from './responseReader';
import { foldingDetails, slotOf, toIdentifiedPaper, type DetailsRecord } from './detailsRecord';

/**
 * Version of the parser of responses, to be increased with each improvement: stored responses are then parsed again, without a
 * new request.
 */
const detailsParser = 1;

export interface DetailsStoreOptions {
  readonly library: Library;
  readonly log: DetailsLog;
  readonly responses: DetailsResponses;
  readonly run: Runner;
  readonly reader: ResponseReader;
  readonly report: (cause: unknown) => void;
  /** Version of the parser, `detailsParser` by default. Tests simulate an improved parser. */
  readonly parser?: number;
}

/** A response about papers, byte for byte. */
export interface RawResponse {
  readonly service: Service;
  readonly bytes: Uint8Array;
}

/** The log is compacted when more lines than this are superseded. */
const compactBeyond = 1000;

/** Stores details of single papers with the responses they come from, and adds them to the library. */
export class DetailsStore {
  /** The name of the response of the latest record, by `slotOf`. */
  readonly #responses = new Map<string, string>();
  #loading: Promise<void> | undefined;
  #reparsing: Promise<void> = Promise.resolve();
  #batchCount = 0;
  #superseded = 0;

  constructor(private readonly options: DetailsStoreOptions) {}

  /**
   * Adds the stored details to the library, the first time it is called. Responses that an older parser read are
   * parsed again afterwards, in the background; see {@link reparsed}.
   *
   * @throws the file system's errors; the next call tries again
   */
  ready(): Promise<void> {
    return (this.#loading ??= this.#begin());
  }

  /** Resolves when responses that an older parser read have been parsed again. */
  async reparsed(): Promise<void> {
    await this.ready();
    await this.#reparsing;
  }

  /** Stores records with the response they come from, and deletes responses that they supersede. */
  async add(records: readonly DetailsRecord[], response?: RawResponse): Promise<void> {
    const { log, responses } = this.options;
    const from = response && {
      service: response.service,
      answer: await responses.keep(response.bytes),
      parser: this.#parser,
    };
    const lines = records.map((record) => (from ? { ...record, from } : record));
    await log.append(lines);
    await this.#addToLibrary(lines);
    await this.#deleteSuperseded(this.#register(lines));
  }

  get #parser(): number {
    return this.options.parser ?? detailsParser;
  }

  async #begin(): Promise<void> {
    try {
      await this.#load();
    } catch (error) {
      this.#loading = undefined;
      throw error;
    }
  }

  async #load(): Promise<void> {
    const lines = await this.options.log.read();
    if (lines.length === 0) return;
    const records = await this.options.run(foldingDetails(lines));
    this.#superseded = lines.length - records.length;
    this.#register(records);
    const batch = await this.#addToLibrary(records);
    const stale = records.filter(({ from }) => from !== undefined && from.parser !== this.#parser);
    if (stale.length > 0) this.#reparsing = this.#reparse(records, batch).catch(this.options.report);
  }

  /** Resolves to the id of the batch in the library. */
  async #addToLibrary(records: readonly DetailsRecord[]): Promise<string> {
    const id = `details/${this.#batchCount++}`;
    const { run, library } = this.options;
    const details = await run(identifying(records));
    await run(library.addInSteps({ id, days: [], details }));
    return id;
  }

  /** Registers the responses of new records. Returns the names of responses that are no longer referred to. */
  #register(records: readonly DetailsRecord[]): ReadonlySet<string> {
    const replaced = new Set<string>();
    for (const one of records) {
      const slot = slotOf(one);
      if (slot === undefined || !one.from) continue;
      const before = this.#responses.get(slot);
      if (before !== undefined) {
        replaced.add(before);
        this.#superseded++;
      }
      this.#responses.set(slot, one.from.answer);
    }
    if (replaced.size > 0) for (const name of this.#responses.values()) replaced.delete(name);
    return replaced;
  }

  async #deleteSuperseded(replaced: ReadonlySet<string>): Promise<void> {
    const { log, responses, report } = this.options;
    try {
      await responses.remove(replaced);
      if (this.#superseded <= compactBeyond) return;
      this.#superseded = 0;
      await log.compact();
      // Other windows may have appended records since this one read the log.
      const named = (await log.read()).flatMap(({ from }) => from?.answer ?? []);
      await responses.sweep(new Set(named));
    } catch (error) {
      report(error); // The records are stored; only disk space is wasted.
    }
  }

  /** Parses responses again that an older parser read, and replaces the batch in the library. */
  async #reparse(records: readonly DetailsRecord[], batch: string): Promise<void> {
    const { library, log, run } = this.options;
    const parsed = new Map<string, readonly PaperRecord[]>();
    for (const { from } of records)
      if (from && from.parser !== this.#parser && !parsed.has(from.answer))
        parsed.set(from.answer, await this.#recordsIn(from.service, from.answer));
    const change = (one: DetailsRecord): DetailsRecord => this.#updated(one, parsed);
    await log.compact(change);
    await this.#addToLibrary(records.map(change));
    await run(library.removeInSteps(batch));
  }

  async #recordsIn(service: Service, name: string): Promise<readonly PaperRecord[]> {
    try {
      const bytes = await this.options.responses.read(name);
      return bytes ? await this.options.reader.details(service, bytes) : [];
    } catch (error) {
      this.options.report(error); // Damaged on disk: the records that were parsed before stay.
      return [];
    }
  }

  #updated(one: DetailsRecord, parsed: ReadonlyMap<string, readonly PaperRecord[]>): DetailsRecord {
    const { from, record, keepsTitle } = one;
    const records = from && from.parser !== this.#parser ? parsed.get(from.answer) : undefined;
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

function* identifying(records: readonly DetailsRecord[]): CooperativeTask<readonly IdentifiedPaper[]> {
  const papers: IdentifiedPaper[] = [];
  for (const record of records) {
    papers.push(toIdentifiedPaper(record));
    yield;
  }
  return papers;
}
