import { arxivKey } from '../../core/papers/arxivId';
import type { PaperRecord } from '../../core/papers/paper';
import { ARXIV_API, detailUrls, titleUrl } from '../../core/sources/protocol/arxivApi';
import { paperUrl, searchUrl } from '../../core/sources/protocol/huggingFaceApi';
import { matchTitle, type TitleMatch } from '../../core/sources/protocol/titleMatch';
import { huggingFaceJson } from '../../core/sources/json/huggingFaceJson';
import type { SourceFormat } from '../../core/sources/sourceFormat';
import { atom } from '../../core/sources/xml/atom';
import { HttpFault } from './httpFault';
import type { PoliteClient } from './politeClient';
import type { Runner } from './storedDay';

const JSON_TYPE = 'application/json';
const ATOM_TYPE = 'application/atom+xml';

export interface PaperDetailsOptions {
  readonly huggingFace: PoliteClient;
  readonly huggingFaceBase: string;
  readonly arxiv: PoliteClient;
  readonly arxivBase?: string;
  readonly run: Runner;
}

/** One answer about papers, as it came, and what it says. */
export interface DetailsAnswer {
  readonly bytes: Uint8Array;
  readonly papers: readonly PaperRecord[];
}

/** Asks both services about single papers. */
export class PaperDetails {
  constructor(private readonly options: PaperDetailsOptions) {}

  /**
   * What arXiv knows of papers: authors, categories, dates, versions, abstracts. Two hundred at a time, each answer as it
   * comes; papers that arXiv does not know are in none.
   *
   * @throws HttpFault, and what `signal` was aborted with
   */
  async *fromArxiv(ids: readonly string[], signal?: AbortSignal): AsyncGenerator<DetailsAnswer> {
    const { arxiv, arxivBase = ARXIV_API } = this.options;
    for (const url of detailUrls(arxivBase, ids)) {
      const { bytes } = await arxiv.get(url, ATOM_TYPE, signal);
      yield { bytes, papers: await this.#read(atom, bytes, signal) };
    }
  }

  /**
   * What Hugging Face knows of a paper: votes, repository, project page. Undefined where it does not list the paper.
   *
   * @throws HttpFault, and what `signal` was aborted with
   */
  async fromHuggingFace(id: string, signal?: AbortSignal): Promise<DetailsAnswer | undefined> {
    const { huggingFace, huggingFaceBase } = this.options;
    try {
      const { bytes } = await huggingFace.get(paperUrl(huggingFaceBase, id), JSON_TYPE, signal);
      const papers = await this.#read(huggingFaceJson, bytes, signal);
      return {
        bytes,
        papers: papers.filter(({ arxivId }) => arxivId !== undefined && arxivKey(arxivId) === arxivKey(id)),
      };
    } catch (error) {
      if (error instanceof HttpFault && error.status === 404) return undefined;
      throw error;
    }
  }

  /**
   * The paper with a title, on Hugging Face or else on arXiv. A match that is not exact is for a person to confirm.
   *
   * @throws HttpFault, and what `signal` was aborted with
   */
  async findByTitle(title: string, signal?: AbortSignal): Promise<TitleMatch<PaperRecord> | undefined> {
    const { huggingFace, huggingFaceBase, arxiv, arxivBase = ARXIV_API } = this.options;
    const listed = await huggingFace.get(searchUrl(huggingFaceBase, title), JSON_TYPE, signal);
    const match = matchTitle(title, withId(await this.#read(huggingFaceJson, listed.bytes, signal)));
    if (match?.exact === true) return match;
    const found = await arxiv.get(titleUrl(arxivBase, title), ATOM_TYPE, signal);
    const other = matchTitle(title, withId(await this.#read(atom, found.bytes, signal)));
    return (other?.likeness ?? 0) > (match?.likeness ?? 0) ? other : match;
  }

  async #read(
    format: SourceFormat,
    bytes: Uint8Array,
    signal: AbortSignal | undefined,
  ): Promise<readonly PaperRecord[]> {
    const { days } = await this.options.run(format.read({ text: new TextDecoder().decode(bytes) }), signal);
    return days.flatMap(({ papers }) => papers);
  }
}

function withId(papers: readonly PaperRecord[]): readonly PaperRecord[] {
  return papers.filter(({ arxivId }) => arxivId !== undefined);
}
