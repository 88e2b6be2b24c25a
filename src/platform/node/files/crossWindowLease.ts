import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { hasFields } from '../../../core/base/guards';
import type { Lease } from '../../common/lease';
import { SerialQueue } from '../../../core/base/serialQueue';
import type { Clock } from '../../../core/remote/clock';
import { readImage, replaceFile } from './atomicFile';
import { type Owner, isGone, randomToken, thisProcess } from './processOwner';
import { parseJson } from '../../../core/base/parseJson';

/** In milliseconds: a lease that was not renewed for so long has expired, as its window has ended or is stopped. */
const expiresAfter = 30_000;
/** In milliseconds. */
const renewInterval = 5_000;
/** In milliseconds: how often a waiting window reads the file. */
const pollInterval = 250;
/** In milliseconds: the longest lease of release 0.1.0. */
const oldExpiresAfter = 120_000;
/** In bytes; what is longer is not ours. */
const LONGEST = 4096;

/** A lease that is held. */
interface HeldLease extends Owner {
  readonly token: string;
  /** Changes with each renewal. */
  readonly renewals: number;
}

/** The content of the file: the holder, or the end of the pause after a request, in milliseconds since 1970. */
type LeaseState = HeldLease | { readonly until: number };

/**
 * Allows one request at a time in all windows of this machine, with a pause after each. The state is kept in a file,
 * which the holder renews during its request. Another window takes the lease over once it has seen the file unchanged
 * until the lease has expired, or if the holder's process has ended.
 */
export class CrossWindowLease implements Lease {
  constructor(
    private readonly path: string,
    private readonly apart: number,
    private readonly clock: Clock,
  ) {}

  /** @throws what the request throws, and what `signal` was aborted with while waiting */
  async use<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const token = await this.#wait(signal);
    let renewals = 0;
    const writes = new SerialQueue();
    const timer = setInterval(() => {
      renewals += 1;
      const taken = { ...thisProcess(), token, renewals };
      // If it cannot be written, another window takes over, as if this one were gone.
      writes.run(() => this.#change(token, taken)).catch(() => undefined);
    }, renewInterval).unref();
    try {
      return await request();
    } finally {
      clearInterval(timer);
      await writes.run(() => this.#change(token, { until: Math.ceil(this.clock.now() + this.apart) }));
    }
  }

  /** Waits for the lease and takes it. Resolves to the token of the holder. */
  async #wait(signal: AbortSignal | undefined): Promise<string> {
    await mkdir(dirname(this.path), { recursive: true });
    const token = randomToken();
    const taken = { ...thisProcess(), token, renewals: 0 };
    let seen: string | undefined;
    let unchanged = 0;
    for (;;) {
      const { revision, state } = await this.#read();
      unchanged = revision === seen ? unchanged + pollInterval : 0;
      seen = revision;
      if (this.#isFree(state, unchanged) && (await this.#replace(revision, taken))) return token;
      await this.clock.wait(pollInterval);
      signal?.throwIfAborted();
    }
  }

  #isFree(state: LeaseState | undefined, unchanged: number): boolean {
    if (!state) return true;
    if ('token' in state) return isGone(state) || unchanged >= expiresAfter;
    const now = this.clock.now();
    // A clock that was set back must not stop everything.
    return state.until <= now || state.until > now + oldExpiresAfter || unchanged >= oldExpiresAfter;
  }

  /** Returns false if the file has changed since `revision` was read. */
  async #replace(revision: string | undefined, state: LeaseState): Promise<boolean> {
    // A pause is written as release 0.1.0 does.
    const text = 'until' in state ? String(state.until) : JSON.stringify(state);
    return (await replaceFile(this.path, new TextEncoder().encode(text), revision)) !== 'changed';
  }

  /** Does nothing if another window has taken over. */
  async #change(token: string, next: LeaseState): Promise<void> {
    const { revision, state } = await this.#read();
    if (state && 'token' in state && state.token === token) await this.#replace(revision, next);
  }

  async #read(): Promise<{ readonly revision: string | undefined; readonly state: LeaseState | undefined }> {
    const image = await readImage(this.path, LONGEST);
    return { revision: image?.revision, state: image && parse(new TextDecoder().decode(image.bytes)) };
  }
}

/** Returns undefined for other content: the lease is free. */
function parse(text: string): LeaseState | undefined {
  if (/^\d{1,16}$/u.test(text)) return { until: Number(text) };
  const value: unknown = parseJson(text);
  if (!hasFields<HeldLease>(value)) return undefined;
  const { host, pid, token, renewals } = value;
  if (typeof host !== 'string' || typeof token !== 'string') return undefined;
  if (typeof pid !== 'number' || typeof renewals !== 'number') return undefined;
  return { host, pid, token, renewals };
}
