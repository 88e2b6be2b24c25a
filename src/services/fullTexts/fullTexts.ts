import { LruCache } from '../../core/base/lruCache';
import { type Result, err, ok } from '../../core/base/result';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { documentText, type FullTextDocument } from '../../core/fulltext/document';
import { type PlainBlock, plainBlocksInSteps } from '../../core/fulltext/plainBlocks';
import { arxivKey } from '../../core/library/arxivId';
import type { Paper, PaperId } from '../../core/library/paper';
import type { StoredWholePaper } from '../../core/search/indexProtocol';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { HttpError } from '../../platform/common/http/httpError';
import type { ParsingProcess } from '../parsing/parsingCalls';
import { parseFullText } from '../parsing/parseFullText';
import type { FullTextPages } from '../sources/fullTextPages';
import { decodeDocument } from './documentFile';
import type { FullTextName, FullTextStore } from './fullTextStore';
import { type Message, localizable } from '../../core/base/localization';

/** A whole paper. */
export interface FullText {
  /** Undefined if the page does not say which version it is. */
  readonly version: number | undefined;
  readonly document: FullTextDocument;
}

/** Why there is no whole paper: a sentence for the person. */
export interface FullTextFailure {
  readonly message: Message;
  /** arXiv has no HTML for this version, so that another version or the PDF is the next step. */
  readonly isMissing: boolean;
  /** There is no connection to arXiv. */
  readonly isOffline?: boolean;
  readonly cause?: unknown;
}

type PaperFacts = Pick<Paper, 'id' | 'arxivId' | 'arxivVersion'>;

interface FullTextParts {
  readonly store: FullTextStore;
  readonly process: ParsingProcess;
  readonly sources: { fullTextPages(): Pick<FullTextPages, 'page' | 'figure'> };
}

/** How many whole papers are kept in memory. */
const mostRecent = 4;

/** Whole papers: from the store, from arXiv, or from a page that a person saved. */
export class FullTexts implements Disposable {
  #isRefused = false;
  /** Those that were read last, by paper and version. */
  readonly #recent = new LruCache<
    string,
    { readonly stamp: string | undefined; readonly fullText: FullText }
  >(mostRecent);
  readonly #stored = new Emitter<string>();
  readonly #texts = new WeakMap<FullTextDocument, string>();

  /** Fires with the key of a paper ({@link FullTexts.keyOf}) of which a page was stored or removed. */
  readonly onDidStore = this.#stored.event;

  constructor(private readonly parts: FullTextParts) {}

  dispose(): void {
    this.#stored.dispose();
  }

  /** A version was removed from the store. */
  forget(name: FullTextName): void {
    this.#recent.delete(nameKey(name));
    this.#stored.fire(name.paper);
  }

  /** Equal for two papers with one whole paper. */
  keyOf(paper: PaperFacts): string {
    return keyOf(paper);
  }

  /** The text that offsets count in. */
  textOf(document: FullTextDocument): string {
    const text = this.#texts.get(document) ?? documentText(document.blocks);
    this.#texts.set(document, text);
    return text;
  }

  /** The documents of the latest stored versions, of the papers that have an id by their key. */
  async files(idOf: (key: string) => PaperId | undefined): Promise<readonly StoredWholePaper[]> {
    const { store } = this.parts;
    const latest = new Map<PaperId, FullTextName>();
    for (const name of await store.names()) {
      const id = idOf(name.paper);
      if (id !== undefined && (name.version ?? 0) >= (latest.get(id)?.version ?? 0)) latest.set(id, name);
    }
    const files: StoredWholePaper[] = [];
    for (const [id, name] of latest) {
      const stamp = await store.stamp(name);
      if (stamp !== undefined)
        files.push({ id, file: store.documentPath(name), stamp: `${name.version ?? ''} ${stamp}` });
    }
    return files;
  }

  /** A version of a paper if it is stored; nothing is requested. */
  storedVersion(paper: PaperFacts, version: number): Promise<FullText | undefined> {
    return this.#read({ paper: keyOf(paper), version });
  }

  /** The latest stored version of a paper. Undefined if none is stored; nothing is requested. */
  async stored(paper: PaperFacts): Promise<FullText | undefined> {
    for (const name of await this.parts.store.versions(keyOf(paper))) {
      const found = await this.#read(name);
      if (found) return found;
    }
    return undefined;
  }

  /**
   * A version of a paper, which is the one that the library knows unless another is given: from the store, otherwise
   * from arXiv.
   *
   * @throws what `signal` was aborted with
   */
  async fetch(
    paper: PaperFacts,
    {
      version = paper.arxivVersion,
      isChecked = false,
      signal,
    }: {
      readonly version?: number | undefined;
      /** Whether to check if the page of a stored version has changed. arXiv converts papers again now and then. */
      readonly isChecked?: boolean;
      readonly signal?: AbortSignal;
    } = {},
  ): Promise<Result<FullText, FullTextFailure>> {
    const found =
      version === undefined ? await this.stored(paper) : await this.#read({ paper: keyOf(paper), version });
    if (found && !isChecked) return ok(found);
    const { arxivId } = paper;
    if (arxivId === undefined)
      return failure(
        localizable('The arXiv number of this paper is not known. Choose Refresh Details to look for it.'),
      );
    const etag = found && (await this.parts.store.etag({ paper: keyOf(paper), version: found.version }));
    const page = await this.request(version, (pages) => pages.page(arxivId, version, signal, etag));
    if (!page.ok) return page;
    if (!page.value && found) return ok(found);
    const { bytes = new Uint8Array(), etag: tag } = page.value ?? {};
    return this.import(paper, bytes, { version, etag: tag, ...(signal && { signal }) });
  }

  /** Reads and stores a page of a paper. The version is the page's own, if it states one. */
  async import(
    paper: PaperFacts,
    page: Uint8Array,
    {
      version,
      etag,
      signal,
    }: {
      readonly version?: number | undefined;
      readonly etag?: string | undefined;
      readonly signal?: AbortSignal;
    } = {},
  ): Promise<Result<FullText, FullTextFailure>> {
    const { store, process } = this.parts;
    const parsed = await parseFullText(process, page, signal);
    if (!parsed.ok) return failure(parsed.error, { isMissing: true });
    const document = await decode(parsed.value);
    if (!document)
      return failure(localizable('The page of this paper could not be read. Papers: Show Log says why.'));
    const { arxivId } = paper;
    const isOther =
      document.arxivId !== undefined &&
      arxivId !== undefined &&
      arxivKey(document.arxivId) !== arxivKey(arxivId);
    if (isOther)
      return failure(
        localizable('The page is of another paper, arXiv:{0}. It was not used.', document.arxivId ?? ''),
      );
    const name = { paper: keyOf(paper), version: version ?? document.version };
    await store.write(name, page, parsed.value, etag);
    // Before the event, whose listeners remove the papers that were used least recently.
    await store.touch(name, Date.now());
    const fullText = { version: name.version, document };
    this.#remember(name, fullText, await store.stamp(name));
    this.#stored.fire(name.paper);
    return ok(fullText);
  }

  /** What the public API gives. */
  async plain({ version, document }: FullText): Promise<{
    readonly version?: number;
    readonly text: string;
    readonly blocks: readonly PlainBlock[];
  }> {
    const plain = await runInTimeSlices(plainBlocksInSteps(document.blocks));
    return { ...(version !== undefined && { version }), ...plain };
  }

  /**
   * Requests something of a version of a paper from arXiv, unless arXiv has refused a request before.
   *
   * @throws what the request was aborted with
   */
  async request<T>(
    version: number | undefined,
    send: (pages: Pick<FullTextPages, 'page' | 'figure'>) => Promise<T>,
  ): Promise<Result<T, FullTextFailure>> {
    if (this.#isRefused) return failure(refusedMessage);
    try {
      return ok(await send(this.parts.sources.fullTextPages()));
    } catch (error) {
      if (!(error instanceof HttpError)) throw error;
      if (error.status === 403) {
        this.#isRefused = true;
        return failure(refusedMessage, { cause: error });
      }
      if (error.status === 404) return failure(noHtml(version), { isMissing: true, cause: error });
      return failure(error.shown, { cause: error, isOffline: error.kind === 'unreachable' });
    }
  }

  /** Whether arXiv has refused a request, so that nothing more is requested until the window is reloaded. */
  get isRefused(): boolean {
    return this.#isRefused;
  }

  /** Reads the document again from its page if it was stored by another release or is damaged. */
  async #read(name: FullTextName): Promise<FullText | undefined> {
    const known = this.#recent.get(nameKey(name));
    const stamp = await this.parts.store.stamp(name);
    if (known && stamp !== undefined && known.stamp === stamp)
      return this.#remember(name, known.fullText, stamp);
    const document = await this.#readDocument(name);
    return document && this.#remember(name, { version: name.version, document }, stamp);
  }

  #remember(name: FullTextName, fullText: FullText, stamp: string | undefined): FullText {
    const key = nameKey(name);
    // Those that were used least recently are removed first when too much is stored.
    if (!this.#recent.has(key)) void this.parts.store.touch(name, Date.now());
    this.#recent.set(key, { stamp, fullText });
    return fullText;
  }

  async #readDocument(name: FullTextName): Promise<FullTextDocument | undefined> {
    const { store, process } = this.parts;
    const stored = await store.document(name);
    if (stored) return stored;
    const page = await store.page(name);
    const parsed = page && (await parseFullText(process, page));
    if (!parsed?.ok) return undefined;
    await store.writeDocument(name, parsed.value);
    return decode(parsed.value);
  }
}

function nameKey({ paper, version }: FullTextName): string {
  return `${paper} ${version ?? ''}`;
}

const refusedMessage = localizable(
  'arXiv refused the request (403), so nothing more is requested from it until the window is reloaded. Open the paper in the browser instead.',
);

function noHtml(version: number | undefined): Message {
  return version === undefined
    ? localizable('arXiv has no HTML for this paper. Open its PDF instead.')
    : localizable('arXiv has no HTML for version {0} of this paper. Open its PDF instead.', String(version));
}

function failure(message: Message, details: Partial<FullTextFailure> = {}): Result<never, FullTextFailure> {
  return err({ isMissing: false, ...details, message });
}

function decode(encoded: Uint8Array): Promise<FullTextDocument | undefined> {
  return runInTimeSlices(decodeDocument(new TextDecoder().decode(encoded)));
}

function keyOf({ id, arxivId }: PaperFacts): string {
  return arxivId === undefined ? id : arxivKey(arxivId);
}
