/** The headers of an answer, by names in any case. */
export interface ResponseHeaders {
  get(name: string): string | null;
}

/** An answer to which asking again later may bring another: too many requests, and what passes by itself. */
export function isPassing(status: number): boolean {
  return status === 429 || status === 408 || (status >= 500 && status !== 501 && status !== 505);
}

/** Longer than this nobody waits; such a wait is reported instead. */
export const LONGEST_WAIT = 15 * 60 * 1000;

/**
 * How many milliseconds the host asks to wait, by `Retry-After` (RFC 9110, 10.2.3: seconds or a date), or by `RateLimit`
 * when nothing is left: `"api";r=0;t=55` as Hugging Face has it, and the forms of the drafts before. Undefined where it
 * asks for nothing.
 */
export function requestedWait(headers: ResponseHeaders, now: number): number | undefined {
  const waits = [retryAfter(headers.get('retry-after'), now), rateLimit(headers)].filter(
    (wait) => wait !== undefined,
  );
  return waits.length === 0 ? undefined : Math.max(0, ...waits);
}

function retryAfter(value: string | null, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d{1,9}$/u.test(text)) return Number(text) * 1000;
  const date = text.endsWith('GMT') && /\d{4}/u.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : date - now;
}

function rateLimit(headers: ResponseHeaders): number | undefined {
  const combined = headers.get('ratelimit') ?? '';
  const left =
    number(/(?:^|[;,\s])(?:r|remaining)=(\d{1,9})/iu.exec(combined)?.[1]) ??
    number(headers.get('ratelimit-remaining'));
  const reset =
    number(/(?:^|[;,\s])(?:t|reset)=(\d{1,9})/iu.exec(combined)?.[1]) ??
    number(headers.get('ratelimit-reset'));
  return left === 0 && reset !== undefined ? reset * 1000 : undefined;
}

function number(text: string | null | undefined): number | undefined {
  return text !== null && text !== undefined && /^\d{1,9}$/u.test(text.trim()) ? Number(text) : undefined;
}

/** How tries are spaced that no header spaces. */
export interface Backoff {
  /** Milliseconds before the second try; doubled before each that follows. */
  readonly first: number;
  readonly longest: number;
  readonly tries: number;
}

export const BACKOFF: Backoff = { first: 2000, longest: 60_000, tries: 4 };

/**
 * Milliseconds to wait after the `failed`th try has failed, with jitter, so that many who failed together do not come
 * back together: between half and all of the time. Undefined when there have been tries enough. `random` is in [0, 1).
 */
export function backoffWait(
  failed: number,
  random: number,
  { first, longest, tries }: Backoff = BACKOFF,
): number | undefined {
  if (failed >= tries) return undefined;
  const full = Math.min(longest, first * 2 ** (failed - 1));
  return Math.round(full / 2 + (random * full) / 2);
}
