import { isTruncated } from '../../../core/remote/isTruncated';
import { HttpError } from './httpError';

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Decompressed. */
  readonly bytes: Uint8Array;
}

export interface HttpLimits {
  /** Of the answer when it is decompressed. */
  readonly bytes: number;
  /** Milliseconds for all of a request. */
  readonly total: number;
  /** Milliseconds in which nothing comes. */
  readonly silence: number;
  readonly redirects: number;
}

export const LIMITS: HttpLimits = { bytes: 32 * 1024 * 1024, total: 90_000, silence: 30_000, redirects: 5 };

export interface HttpOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** The hosts, with their ports, that may be asked and redirected to. */
  readonly hosts: ReadonlySet<string>;
  readonly limits?: HttpLimits;
  readonly signal?: AbortSignal;
  /** The platform's, which knows of proxies. */
  readonly fetch?: typeof fetch;
}

/**
 * Gets an address, whatever the status of the answer.
 *
 * @throws HttpError when there is no whole answer within the limits, and what `signal` was aborted with
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
    const answer = await get(url, { headers: options.headers, redirect: 'manual', signal: watch.signal });
    watch.heard();
    const location = isRedirect(answer.status) ? answer.headers.get('location') : null;
    if (location === null) return await readAnswer(answer, url, watch);
    await answer.body?.cancel();
    const target = URL.canParse(location, url.href) ? new URL(location, url).href : location;
    const next = permitted(target, options.hosts, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:') throw away(url);
    if (visited.has(next.href))
      throw new HttpError('redirected', `${url.host} redirects in a circle; try again later.`);
    visited.add(next.href);
    url = next;
  }
  const most = String(watch.limits.redirects);
  throw new HttpError('redirected', `${url.host} redirects more than ${most} times, which is not followed.`);
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function permitted(address: string, hosts: ReadonlySet<string>, from?: URL): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isWeb =
    url !== undefined && /^https?:$/u.test(url.protocol) && url.username === '' && url.password === '';
  if (isWeb && hosts.has(url.host)) return url;
  throw from ? away(from) : new HttpError('redirected', 'This address is not one of a configured source.');
}

function away(from: URL): HttpError {
  return new HttpError('redirected', `${from.host} redirects to another site, which is not followed.`);
}

async function readAnswer(answer: Response, url: URL, watch: Watch): Promise<HttpResponse> {
  const limit = watch.limits.bytes;
  const announced = Number(answer.headers.get('content-length') ?? 0);
  const bytes = announced <= limit ? await readBody(answer, limit, watch) : undefined;
  if (bytes) {
    if (answer.ok && !isFramed(answer.headers) && isTruncated(bytes)) throw cutOff(url.host);
    return { status: answer.status, headers: answer.headers, bytes };
  }
  watch.abandon();
  const megabytes = Math.round(limit / 1024 / 1024);
  throw new HttpError('too-large', `${url.host} sends more than ${megabytes} MB, which is not read.`);
}

/**
 * Whether the end of the body was told apart from the end of the connection, and is that of the text. In compressed ones
 * it is not: `fetch` takes what has come for all of it, as browsers do.
 */
function isFramed(headers: Headers): boolean {
  const hasEnd = headers.has('content-length') || headers.has('transfer-encoding');
  return hasEnd && !headers.has('content-encoding');
}

function cutOff(host: string, cause?: unknown): HttpError {
  return new HttpError('cut-off', `The answer of ${host} ended before it was whole.`, { cause });
}

/** Undefined for a body that is longer than `limit`, of which no more is read than that. */
async function readBody(answer: Response, limit: number, watch: Watch): Promise<Uint8Array | undefined> {
  const reader = (answer.body as ReadableStream<Uint8Array> | null)?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    watch.heard();
    size += piece.value.byteLength;
    if (size > limit) return undefined;
    chunks.push(piece.value);
  }
  return Buffer.concat(chunks);
}

/** Ends a request that takes too long, in all or between two pieces of the answer. */
class Watch {
  readonly #own = new AbortController();
  readonly #total: NodeJS.Timeout;
  #silence: NodeJS.Timeout;
  readonly signal: AbortSignal;
  timedOut = false;
  /** Whether an answer has begun. */
  answered = false;

  constructor(
    readonly limits: HttpLimits,
    signal: AbortSignal | undefined,
  ) {
    this.signal = signal ? AbortSignal.any([signal, this.#own.signal]) : this.#own.signal;
    this.#total = setTimeout(this.#expire, limits.total);
    this.#silence = setTimeout(this.#expire, limits.silence);
  }

  heard(): void {
    this.answered = true;
    clearTimeout(this.#silence);
    this.#silence = setTimeout(this.#expire, this.limits.silence);
  }

  /** Lets the connection go without reading on. */
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
    return new HttpError('timeout', `${host} takes too long to answer; try again later.`, { cause });
  if (watch.answered) return cutOff(host, cause);
  return new HttpError(
    'unreachable',
    `${host} cannot be reached; check the network and the proxy settings.`,
    { cause },
  );
}
