import { isTruncated } from '../../../core/remote/isTruncated';
import { concatBytes } from '../bytes';
import type { Timer } from '../timers';
import { HttpError } from './httpError';
import { localizable } from '../../../core/base/localization';

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Decompressed. */
  readonly bytes: Uint8Array;
}

export interface HttpLimits {
  /** Maximum length of the decompressed response. */
  readonly bytes: number;
  /** Milliseconds for the complete request. */
  readonly total: number;
  /** Milliseconds without any data. */
  readonly silence: number;
  readonly redirects: number;
}

export const LIMITS: HttpLimits = { bytes: 32 * 1024 * 1024, total: 90_000, silence: 30_000, redirects: 5 };

export interface HttpOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** The hosts, with ports, that requests and redirects may go to. */
  readonly hosts: ReadonlySet<string>;
  readonly limits?: HttpLimits;
  readonly signal?: AbortSignal;
  /** By default the global one, which VS Code patches for proxies. */
  readonly fetch?: typeof fetch;
}

/**
 * Sends a GET request and follows redirects. Resolves for every status.
 *
 * @throws HttpError if no complete response comes within the limits
 * @throws what `signal` was aborted with
 */
export async function httpGet(address: string, options: HttpOptions): Promise<HttpResponse> {
  const watch = new Watch(options.limits ?? LIMITS, options.signal);
  try {
    return await follow(address, options, watch);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error instanceof HttpError ? error : toHttpError(error, address, watch);
  } finally {
    watch.end();
  }
}

async function follow(address: string, options: HttpOptions, watch: Watch): Promise<HttpResponse> {
  let url = permitted(address, options.hosts);
  const visited = new Set([url.href]);
  for (let hops = 0; hops <= watch.limits.redirects; hops++) {
    const get = options.fetch ?? fetch;
    const response = await get(url, { headers: options.headers, redirect: 'manual', signal: watch.signal });
    watch.onData();
    // A browser follows redirects itself.
    if (response.redirected) permitted(response.url, options.hosts, url);
    const location = isRedirect(response.status) ? response.headers.get('location') : null;
    if (location === null) return await readResponse(response, url, watch);
    await response.body?.cancel();
    const target = URL.canParse(location, url.href) ? new URL(location, url).href : location;
    const next = permitted(target, options.hosts, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:') throw away(url);
    if (visited.has(next.href))
      throw new HttpError('redirected', localizable('{0} redirects in a circle; try again later.', url.host));
    visited.add(next.href);
    url = next;
  }
  throw new HttpError(
    'redirected',
    localizable(
      '{0} redirects more than {1} times, which is not followed.',
      url.host,
      watch.limits.redirects,
    ),
  );
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function permitted(address: string, hosts: ReadonlySet<string>, from?: URL): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isWeb =
    url !== undefined && /^https?:$/u.test(url.protocol) && url.username === '' && url.password === '';
  if (isWeb && hosts.has(url.host)) return url;
  throw from
    ? away(from)
    : new HttpError('redirected', localizable('This address is not one of a configured source.'));
}

function away(from: URL): HttpError {
  return new HttpError(
    'redirected',
    localizable('{0} redirects to another site, which is not followed.', from.host),
  );
}

async function readResponse(response: Response, url: URL, watch: Watch): Promise<HttpResponse> {
  const limit = watch.limits.bytes;
  const announced = Number(response.headers.get('content-length') ?? 0);
  const bytes = announced <= limit ? await readBody(response, limit, watch) : undefined;
  if (bytes) {
    if (response.ok && !isFramed(response.headers) && isTruncated(bytes)) throw cutOff(url.host);
    return { status: response.status, headers: response.headers, bytes };
  }
  watch.abandon();
  const megabytes = Math.round(limit / 1024 / 1024);
  throw new HttpError(
    'too-large',
    localizable('{0} sends more than {1} MB, which is not read.', url.host, megabytes),
  );
}

/**
 * Whether a truncated body would have been detected by `fetch`. That is not so without length and chunks, where the end
 * of the connection is the end of the body, nor for compressed bodies, whose truncation `fetch` ignores as browsers do.
 */
function isFramed(headers: Headers): boolean {
  const hasEnd = headers.has('content-length') || headers.has('transfer-encoding');
  return hasEnd && !headers.has('content-encoding');
}

function cutOff(host: string, cause?: unknown): HttpError {
  return new HttpError('cut-off', localizable('The answer of {0} ended before it was whole.', host), {
    cause,
  });
}

/** Resolves to undefined if the body is longer than `limit`; the rest is not read. */
async function readBody(response: Response, limit: number, watch: Watch): Promise<Uint8Array | undefined> {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    watch.onData();
    size += piece.value.byteLength;
    if (size > limit) return undefined;
    chunks.push(piece.value);
  }
  return concatBytes(chunks);
}

/** Aborts a request that exceeds its time in total or between two chunks of the response. */
class Watch {
  readonly #own = new AbortController();
  readonly #total: Timer;
  #silence: Timer;
  readonly signal: AbortSignal;
  timedOut = false;
  /** Whether a response has started. */
  hasResponse = false;

  constructor(
    readonly limits: HttpLimits,
    signal: AbortSignal | undefined,
  ) {
    this.signal = signal ? AbortSignal.any([signal, this.#own.signal]) : this.#own.signal;
    this.#total = setTimeout(this.#expire, limits.total);
    this.#silence = setTimeout(this.#expire, limits.silence);
  }

  onData(): void {
    this.hasResponse = true;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(this.#expire, this.limits.silence);
  }

  /** Closes the connection without reading the rest. */
  abandon(): void {
    this.#own.abort();
  }

  end(): void {
    clearTimeout(this.#total);
    clearTimeout(this.#silence);
  }

  readonly #expire = (): void => {
    this.timedOut = true;
    this.#own.abort();
  };
}

function toHttpError(cause: unknown, address: string, watch: Watch): HttpError {
  const host = new URL(address).host;
  if (watch.timedOut)
    return new HttpError('timeout', localizable('{0} takes too long to answer; try again later.', host), {
      cause,
    });
  if (watch.hasResponse) return cutOff(host, cause);
  return new HttpError(
    'unreachable',
    localizable('{0} cannot be reached; check the network and the proxy settings.', host),
    { cause },
  );
}
