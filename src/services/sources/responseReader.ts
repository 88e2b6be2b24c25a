import type { PaperRecord } from '../../core/library/paper';
import type { ParsedDay, Problem } from '../../core/library/parsedDigest';
import type { Service } from '../../core/remote/service';
import { HttpError } from '../../platform/common/http/httpError';
import { isolationMessage } from '../../platform/common/isolation/isolationMessage';
import { IsolationError } from '../../platform/common/isolation/isolatedProcess';
import type { ParsingCalls, ParsingProcess } from '../parsing/parsingCalls';
import type { ListName } from './responseStore';

/** The parsed responses of a day. */
export interface DayContent {
  readonly days: readonly ParsedDay[];
  readonly problems: readonly Problem[];
}

/** Parses responses of services, which are untrusted. */
export interface ResponseReader {
  /** @throws HttpError if parsing exceeds the limits of time or memory; the reason of `signal` if that is aborted */
  day(bytes: Uint8Array, list: Pick<ListName, 'day'>, signal?: AbortSignal): Promise<DayContent>;
  /**
   * Records within the limits of `limitRecord`, without those that cannot be read.
   *
   * @throws as `day` does
   */
  details(service: Service, bytes: Uint8Array, signal?: AbortSignal): Promise<readonly PaperRecord[]>;
}

/** In milliseconds. Every parser takes less than a second a megabyte on an idle machine. */
const timeLimit = 20_000;

/** Parses responses in the isolated process. */
export class IsolatedResponseReader implements ResponseReader {
  constructor(private readonly process: ParsingProcess) {}

  day(bytes: Uint8Array, { day }: Pick<ListName, 'day'>, signal?: AbortSignal): Promise<DayContent> {
    return this.#call('parseDayResponse', [day], bytes, signal);
  }

  details(service: Service, bytes: Uint8Array, signal?: AbortSignal): Promise<readonly PaperRecord[]> {
    return this.#call('parseDetailsResponse', [service], bytes, signal);
  }

  async #call<Name extends 'parseDayResponse' | 'parseDetailsResponse'>(
    name: Name,
    args: ParsingCalls[Name]['args'],
    input: Uint8Array,
    signal: AbortSignal | undefined,
  ): Promise<ParsingCalls[Name]['result']> {
    try {
      const { result } = await this.process.call(name, args, {
        limit: timeLimit,
        input,
        ...(signal && { signal }),
      });
      return result;
    } catch (error) {
      if (!(error instanceof IsolationError)) throw error;
      throw new HttpError('unreadable', isolationMessage(error), { cause: error });
    }
  }
}
