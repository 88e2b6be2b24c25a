import { ARXIV, ARXIV_API } from '../../core/remote/arxivApi';
import { HUGGING_FACE, readBase } from '../../core/remote/huggingFaceApi';
import { DOI_AGENCIES, DOI_RESOLVER } from '../../core/remote/doiApi';
import {
  ARXIV_RATE_LIMIT,
  DOI_RATE_LIMIT,
  HUGGING_FACE_RATE_LIMIT,
  type RateLimit,
} from '../../core/remote/rateLimit';
import { UserFacingError } from '../../core/base/userFacingError';
import type { ProgramHost } from '../programs';
import { ArxivDays } from './arxivDays';
import type { DaySource } from './daySource';
import { FullTextPages } from './fullTextPages';
import { DoiClient } from './doiClient';
import type { DayListClient } from './dayListClient';
import { HuggingFaceDays } from './huggingFaceDays';
import { PaperDetails } from './paperDetails';
import type { ResponseReader } from './responseReader';
import { RateLimitedClient } from '../../platform/common/http/rateLimitedClient';
import { systemClock } from '../../platform/common/systemClock';
import { localizable } from '../../core/base/localization';

/** The part of the extension's host that the clients use. */
interface SourceHost {
  readonly programs: Pick<ProgramHost, 'lease' | 'fetch'>;
  /** The version of the extension. */
  readonly version: string;
  setting(name: string): unknown;
}

/** Clients of the services at the addresses in the settings. One HTTP client, and so one request queue, for each address. */
export class SourceServices {
  readonly #clients = new Map<string, RateLimitedClient>();

  constructor(
    private readonly host: SourceHost,
    private readonly reader: ResponseReader,
  ) {}

  /** @throws UserFacingError if the setting for the address is not a URL */
  days(source: DaySource): DayListClient {
    if (source.service === 'huggingface') {
      const base = this.#baseOf('huggingFace.url', HUGGING_FACE);
      return new HuggingFaceDays(this.#client(base, HUGGING_FACE_RATE_LIMIT), base);
    }
    const base = this.#baseOf('arxiv.url', ARXIV_API);
    return new ArxivDays(this.#client(base, ARXIV_RATE_LIMIT), source.categories, base);
  }

  /** @throws UserFacingError if a setting for an address is not a URL */
  details(): PaperDetails {
    const huggingFaceBase = this.#baseOf('huggingFace.url', HUGGING_FACE);
    const arxivBase = this.#baseOf('arxiv.url', ARXIV_API);
    return new PaperDetails({
      huggingFace: this.#client(huggingFaceBase, HUGGING_FACE_RATE_LIMIT),
      huggingFaceBase,
      arxiv: this.#client(arxivBase, ARXIV_RATE_LIMIT),
      arxivBase,
      reader: this.reader,
    });
  }

  /** @throws UserFacingError if the setting for the address is not a URL */
  fullTextPages(): FullTextPages {
    const base = this.#baseOf('arxiv.htmlUrl', ARXIV);
    return new FullTextPages(this.#client(base, ARXIV_RATE_LIMIT), base);
  }

  /** @throws UserFacingError if the setting for the address is not a URL */
  doi(): DoiClient {
    const base = this.#baseOf('doi.url', DOI_RESOLVER);
    return new DoiClient(this.#client(base, DOI_RATE_LIMIT, DOI_AGENCIES), base);
  }

  #client(base: string, rateLimit: RateLimit, redirects: readonly string[] = []): RateLimitedClient {
    const key = `${JSON.stringify(rateLimit)} ${base}`;
    const client = this.#clients.get(key) ?? this.#create(base, rateLimit, redirects);
    this.#clients.set(key, client);
    return client;
  }

  #create(base: string, rateLimit: RateLimit, redirects: readonly string[]): RateLimitedClient {
    const { fetch, lease } = this.host.programs;
    return new RateLimitedClient({
      hosts: [new URL(base).host, ...redirects],
      rateLimit,
      clock: systemClock,
      random: Math.random,
      // The product token: name and version of the extension.
      userAgent: `daily-papers/${this.host.version}`,
      ...(fetch && { fetch }),
      ...(rateLimit === ARXIV_RATE_LIMIT && {
        lease: lease('arxiv.turn', rateLimit.apart),
      }),
    });
  }

  /** The settings have machine scope, so that a workspace cannot redirect requests. */
  #baseOf(setting: string, standard: string): string {
    const value = this.host.setting(setting);
    if (typeof value !== 'string' || value.trim() === '') return standard;
    const base = readBase(value);
    if (base !== undefined) return base;
    throw new UserFacingError(
      localizable(
        'The setting “{0}” is not an address that begins with https:// or http://. Change it in the settings and try again.',
        `dailyPapers.${setting}`,
      ),
    );
  }
}
