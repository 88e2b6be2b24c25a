import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SerialQueue } from '../../../core/base/serialQueue';
import type { Clock } from '../../../core/remote/clock';
import { readImage, replaceFile } from './atomicFile';
import { type Owner, isGone, randomToken, thisProcess } from './processOwner';

/** A turn that was not renewed for so long, in milliseconds, is free: its window is gone or stopped. */
const LEASE = 30_000;
/** How often a turn is renewed. */
const RENEW_EVERY = 5_000;
/** How often to look whether the turn is free. */
const LOOK = 250;
/** Release 0.1.0 takes turns of so long at most. */
const OLD_LEASE = 120_000;
/** In bytes; what is longer is not ours. */
const LONGEST = 4096;

/** A turn that is taken. */
interface Taken extends Owner {
  readonly token: string;
  /** Changes with each renewal. */
  readonly renewals: number;
}

/** What the file says: whose turn it is, or until when there is a pause, in milliseconds since 1970. */
type Turn = Taken | { readonly until: number };

/**
 * One request at a time over all windows of this machine, and a pause after each. Kept in a file beside the answers,
 * which is renewed while the request goes on. Another window takes over only after it has seen the file unchanged for
 * the length of a lease, or if the process is gone.
 */
export class CrossWindowLease {
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
    }, RENEW_EVERY).unref();
    try {
      return await request();
    } finally {
      clearInterval(timer);
      await writes.run(() => this.#change(token, { until: Math.ceil(this.clock.now() + this.apart) }));
    }
  }

  /** Takes the turn when it is free; gives the token. */
  async #wait(signal: AbortSignal | undefined): Promise<string> {
    await mkdir(dirname(this.path), { recursive: true });
    const token = randomToken();
    const taken = { ...thisProcess(), token, renewals: 0 };
    let seen: string | undefined;
    let unchanged = 0;
    for (;;) {
      const { revision, turn } = await this.#read();
      unchanged = revision === seen ? unchanged + LOOK : 0;
      seen = revision;
      if (this.#isFree(turn, unchanged) && (await this.#replace(revision, taken))) return token;
      await this.clock.wait(LOOK);
      signal?.throwIfAborted();
    }
  }

  #isFree(turn: Turn | undefined, unchanged: number): boolean {
    if (!turn) return true;
    if ('token' in turn) return isGone(turn) || unchanged >= LEASE;
    const now = this.clock.now();
    // A clock that was set back must not stop everything.
    return turn.until <= now || turn.until > now + OLD_LEASE || unchanged >= OLD_LEASE;
  }

  /** Whether the turn was still as it was seen. */
  async #replace(revision: string | undefined, turn: Turn): Promise<boolean> {
    // A pause is written as release 0.1.0 does.
    const text = 'until' in turn ? String(turn.until) : JSON.stringify(turn);
    return (await replaceFile(this.path, new TextEncoder().encode(text), revision)) !== 'changed';
  }

  /** Does nothing if another window has taken over. */
  async #change(token: string, next: Turn): Promise<void> {
    const { revision, turn } = await this.#read();
    if (turn && 'token' in turn && turn.token === token) await this.#replace(revision, next);
  }

  async #read(): Promise<{ readonly revision: string | undefined; readonly turn: Turn | undefined }> {
    const image = await readImage(this.path, LONGEST);
    return { revision: image?.revision, turn: image && parse(new TextDecoder().decode(image.bytes)) };
  }
}

/** `undefined` for what is neither: the turn is free. */
function parse(text: string): Turn | undefined {
  if (/^\d{1,16}$/u.test(text)) return { until: Number(text) };
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { host, pid, token, renewals } = value as Readonly<Partial<Record<keyof Taken, unknown>>>;
    if (typeof host !== 'string' || typeof token !== 'string') return undefined;
    if (typeof pid !== 'number' || typeof renewals !== 'number') return undefined;
    return { host, pid, token, renewals };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
