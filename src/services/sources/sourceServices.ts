import { join } from 'node:path';
import * as vscode from 'vscode';
import { ARXIV_API } from '../../core/remote/arxivApi';
import { HUGGING_FACE, readBase } from '../../core/remote/huggingFaceApi';
import { ARXIV_PACE, HUGGING_FACE_PACE, type Pace } from '../../core/remote/rateLimit';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { ArxivDays } from './arxivDays';
import type { WantedSource } from '../../features/fetch/fetchDaysPicker';
import type { DayListClient } from './dayListClient';
import { HuggingFaceDays } from './huggingFaceDays';
import { PaperDetails } from './paperDetails';
import { RateLimitedClient } from '../../platform/node/http/rateLimitedClient';
import { CrossWindowLease } from '../../platform/node/files/crossWindowLease';
import type { Runner } from './dayFile';
import { systemClock } from '../../platform/node/systemClock';

export interface SourceServicesOptions {
  /** Where windows agree on whose turn it is. */
  readonly folder: string;
  /** The extension's name and version. */
  readonly userAgent: string;
  readonly run: Runner;
}

/** The services at the addresses that the settings give. One client, and so one queue, for each address. */
export class SourceServices {
  readonly #clients = new Map<string, RateLimitedClient>();

  constructor(private readonly options: SourceServicesOptions) {}

  days(source: WantedSource): DayListClient {
    if (source.service === 'huggingface') {
      const base = baseOf('huggingFace.url', HUGGING_FACE);
      return new HuggingFaceDays(this.#client(base, HUGGING_FACE_PACE), base);
    }
    const base = baseOf('arxiv.url', ARXIV_API);
    return new ArxivDays(this.#client(base, ARXIV_PACE), source.categories, base);
  }

  details(): PaperDetails {
    const huggingFaceBase = baseOf('huggingFace.url', HUGGING_FACE);
    const arxivBase = baseOf('arxiv.url', ARXIV_API);
    return new PaperDetails({
      huggingFace: this.#client(huggingFaceBase, HUGGING_FACE_PACE),
      huggingFaceBase,
      arxiv: this.#client(arxivBase, ARXIV_PACE),
      arxivBase,
      run: this.options.run,
    });
  }

  #client(base: string, pace: Pace): RateLimitedClient {
    const key = `${pace === ARXIV_PACE ? 'arxiv' : 'huggingface'} ${base}`;
    const client = this.#clients.get(key) ?? this.#create(base, pace);
    this.#clients.set(key, client);
    return client;
  }

  #create(base: string, pace: Pace): RateLimitedClient {
    const { folder, userAgent } = this.options;
    return new RateLimitedClient({
      hosts: [new URL(base).host],
      pace,
      clock: systemClock,
      random: Math.random,
      userAgent,
      ...(pace === ARXIV_PACE && {
        turn: new CrossWindowLease(join(folder, 'arxiv.turn'), pace.apart, systemClock),
      }),
    });
  }
}

/** The settings are of the machine's scope: a workspace cannot lead requests elsewhere. */
function baseOf(setting: string, standard: string): string {
  const value = vscode.workspace.getConfiguration('dailyPapers').get<unknown>(setting);
  if (typeof value !== 'string' || value.trim() === '') return standard;
  const base = readBase(value);
  if (base !== undefined) return base;
  throw new UserFacingError(
    `The setting “dailyPapers.${setting}” is not an address that begins with https:// or http://. Change it in the settings and try again.`,
  );
}
