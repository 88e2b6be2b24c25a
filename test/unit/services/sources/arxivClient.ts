import { ARXIV_RATE_LIMIT } from '../../../../src/core/remote/rateLimit';
import { RateLimitedClient } from '../../../../src/platform/common/http/rateLimitedClient';
import { ScaledClock } from './scaledClock';

/**
 * A client with the pace of arXiv, on a clock that runs fast.
 *
 * @param base the address of the server in place of arXiv
 * @param now when the clock starts, in milliseconds since 1970
 */
export function arxivClient(base: string, now: number): RateLimitedClient {
  return new RateLimitedClient({
    hosts: [new URL(base).host],
    rateLimit: ARXIV_RATE_LIMIT,
    clock: new ScaledClock(now),
    random: () => 0,
    userAgent: 'daily-papers/0.1.0',
  });
}
