import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { StepRunner, CooperativeTask } from '../../core/base/cooperativeTask';
import { slug } from '../../core/library/paperId';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import { equalBytes } from '../../platform/common/bytes';
import { codeOf } from '../../platform/common/errorCode';
import { maxDigest } from '../parsing/parseDigest';
import type { WholeFileEntry, WholeFiles } from '../../platform/common/stores/wholeFiles';
import {
  type DigestFacts,
  type FactsFile,
  formatFacts,
  longestFacts,
  parseFacts,
  type TextSum,
} from './digestFacts';
import { type Message, localizable } from '../../core/base/localization';
import { UserFacingError } from '../../core/base/userFacingError';

/** An imported digest as it is kept: the bytes that it came as in a file, and its facts in another beside it. */
export interface KeptDigest extends DigestFacts {
  readonly file: string;
  /** Changes whenever the file does. */
  readonly stamp: string;
  /** Equal for equal texts. For a text that was not imported, it is the stamp. */
  readonly content: string;
}

/** A file of the folder that is left out: its text is not what was imported, or it is not a file to be read. */
export interface DamagedDigest {
  readonly file: string;
  readonly name: string;
  /** Whether it can be opened as text. */
  readonly isPlain: boolean;
  /** A sentence that says what is wrong and what to do. */
  readonly reason: Message;
}

/** A text is not what was imported; the message says what to do. */
export class DigestDamaged extends UserFacingError {
  override readonly name = 'DigestDamaged';
}

const factsEnding = '.facts.json';
const tooLarge = localizable(
  'It is larger than {0} MB. Split it and import the parts.',
  maxDigest / 1024 / 1024,
);

/**
 * The digests of one folder. A text that was put there by hand or by git counts too. An import, a removal and its undo
 * are complete or have no effect, whenever they are cut off: the facts say which is under way, and what the text must be.
 */
export class DigestStore {
  constructor(
    private readonly files: WholeFiles,
    private readonly run: StepRunner = runInTimeSlices,
  ) {}

  /** The digests in the order in which they were added, and those that are damaged. */
  async list(): Promise<{
    readonly digests: readonly KeptDigest[];
    readonly damaged: readonly DamagedDigest[];
  }> {
    const entries = (await this.files.list()).filter(({ name }) => !name.startsWith('.'));
    const texts = entries.flatMap(({ name, isPlain }) => {
      if (name.endsWith(factsEnding)) return [name.slice(0, -factsEnding.length)];
      return isPlain ? [name] : [];
    });
    const described = await Promise.all([...new Set(texts)].map((file) => this.#createSelector(file)));
    const digests = described.flatMap((one) => (one && 'stamp' in one ? one : []));
    return {
      digests: digests.sort((a, b) => a.added - b.added || (a.file < b.file ? -1 : 1)),
      damaged: [
        ...described.flatMap((one) => (one && 'reason' in one ? one : [])),
        ...entries.flatMap(notPlain),
      ],
    };
  }

  /** Stores a text byte for byte. A damaged stored copy is repaired; an intact one is left as it is. */
  async add(bytes: Uint8Array, facts: DigestFacts): Promise<KeptDigest> {
    const { text, exact } = await this.run(summing(bytes));
    const file = fileName(exact, facts);
    const known = await this.#createSelector(file);
    if (known && 'stamp' in known && (await this.#isWhole(file, bytes, text))) return known;
    await this.#put(file, bytes, { ...facts, text });
    const stored = await this.#createSelector(file);
    if (!stored || !('stamp' in stored))
      throw new DigestDamaged(localizable('{0} was written and is not there.', file));
    return stored;
  }

  /** @throws DigestDamaged */
  async read(file: string): Promise<Uint8Array> {
    const bytes = await this.files.read(file, maxDigest);
    if (!bytes) throw new Error(`${file} is no longer there.`);
    const text = (await this.#facts(file))?.text;
    if (text && (await this.run(summing(bytes))).text.sha256 !== text.sha256)
      throw new DigestDamaged(damageOf(bytes.length, text));
    return bytes;
  }

  /**
   * Removes a digest. Resolves to a function that restores it; the function resolves to false, and does nothing, if
   * another digest has its name by then.
   */
  async remove(file: string): Promise<() => Promise<boolean>> {
    const bytes = await this.files.read(file);
    const facts = await this.#factsBytes(file);
    if (facts) await this.files.write(file + factsEnding, formatFacts({ state: 'removed' }));
    await this.files.remove(file);
    await this.files.remove(file + factsEnding);
    return async () => {
      if (!bytes || (await this.#createSelector(file))) return false;
      if (facts) await this.#put(file, bytes, parseFacts(facts) ?? {}, facts);
      else await this.files.write(file, bytes);
      return true;
    };
  }

  /** Until the text is written, the facts say that its import has started; then they are stored as given. */
  async #put(file: string, bytes: Uint8Array, facts: FactsFile, last = formatFacts(facts)): Promise<void> {
    const wasThere = (await this.files.stat(file)) !== undefined;
    try {
      await this.files.write(file + factsEnding, formatFacts({ ...facts, state: 'adding' }));
      await this.files.write(file, bytes);
    } catch (error) {
      if (!wasThere) await this.files.remove(file + factsEnding).catch(() => undefined);
      throw error;
    }
    await this.files.write(file + factsEnding, last);
  }

  /** Whether a file holds a text. What release 0.1.0 imported may have been edited since, and is not mended then. */
  async #isWhole(file: string, bytes: Uint8Array, text: TextSum): Promise<boolean> {
    const facts = await this.#facts(file);
    const kept = await this.files.read(file);
    if (!facts || !kept) return false;
    if ((await this.run(summing(kept))).text.sha256 === text.sha256) return true;
    const isCut = kept.length < bytes.length && equalBytes(bytes.subarray(0, kept.length), kept);
    return facts.text === undefined && !isCut;
  }

  /**
   * `undefined` if there is no such digest, its removal has started, or its import has started and its text is missing.
   */
  async #createSelector(file: string): Promise<KeptDigest | DamagedDigest | undefined> {
    const facts: FactsFile = (await this.#facts(file)) ?? {};
    if (facts.state === 'removed') return undefined;
    const found = await this.files.stat(file);
    const name = facts.name ?? file;
    if (!found) {
      const isLost = facts.text !== undefined && facts.state === undefined;
      return isLost
        ? { file, name, reason: localizable('Its text is missing. Import it again.'), isPlain: false }
        : undefined;
    }
    if (found.size > maxDigest) return { file, name, reason: tooLarge, isPlain: true };
    if (facts.text && !(await this.#hasLength(file, found.size, facts.text)))
      return { file, name, reason: damageOf(found.size, facts.text), isPlain: true };
    const { year } = facts;
    const stamp = `${found.changed}-${found.size}`;
    const content = facts.text?.sha256 ?? stamp;
    const added = facts.added ?? found.made;
    return { file, stamp, content, name, added, ...(year !== undefined && { year }) };
  }

  /** A text of the right length is read for its hash only when it is used. */
  async #hasLength(file: string, size: number, text: TextSum): Promise<boolean> {
    if (size === text.length) return true;
    const bytes = await this.files.read(file);
    return bytes !== undefined && (await this.run(summing(bytes))).text.sha256 === text.sha256;
  }

  async #facts(file: string): Promise<FactsFile | undefined> {
    const bytes = await this.#factsBytes(file);
    return bytes && parseFacts(bytes);
  }

  /** Undefined if the file is too long or not a regular one: the extension has not written it, and does not need it. */
  async #factsBytes(file: string): Promise<Uint8Array | undefined> {
    try {
      return await this.files.read(file + factsEnding, longestFacts);
    } catch (error) {
      if (['EFBIG', 'EFTYPE', 'ELOOP'].includes(codeOf(error) ?? '')) return undefined;
      throw error;
    }
  }
}

function notPlain({ name, isPlain }: WholeFileEntry): readonly DamagedDigest[] {
  if (isPlain || name.endsWith(factsEnding)) return [];
  const reason = localizable('It is a link, a device or a pipe, and not a plain file.');
  return [{ file: name, name, reason, isPlain }];
}

function damageOf(size: number, text: TextSum): Message {
  return size === text.length
    ? localizable(
        'Its text is not the one that was imported. Import it again, or delete its {0} file to have it read as it is.',
        factsEnding,
      )
    : localizable(
        'Its text has {0} bytes, and had {1} when it was imported. Import it again, or delete its {2} file to have it read as it is.',
        size,
        text.length,
        factsEnding,
      );
}

/** `exact` is the SHA-256 of the text, in hexadecimal. */
function fileName(exact: string, { name, year }: DigestFacts): string {
  const title = slug(name.replace(/\.[^.]*$/, ''));
  return `${title}${year === undefined ? '' : `-${year}`}-${exact.slice(0, 8)}.txt`;
}

/** In bytes. */
const hashedAtOnce = 256 * 1024;
const [lineFeed, carriageReturn] = [0x0a, 0x0d];

interface Sums {
  readonly text: TextSum;
  /** SHA-256 of all bytes, in hexadecimal. */
  readonly exact: string;
}

/** The sum of a text leaves out what git adds to line ends, so that a checkout on Windows is whole. */
function* summing(bytes: Uint8Array): CooperativeTask<Sums> {
  const [exact, text] = [sha256.create(), sha256.create()];
  for (let at = 0; at < bytes.length; at += hashedAtOnce) {
    const chunk = bytes.subarray(at, at + hashedAtOnce);
    exact.update(chunk);
    text.update(
      chunk.includes(carriageReturn)
        ? chunk.filter((byte, index) => byte !== carriageReturn || bytes[at + index + 1] !== lineFeed)
        : chunk,
    );
    yield;
  }
  return {
    text: { length: bytes.length, sha256: bytesToHex(text.digest()) },
    exact: bytesToHex(exact.digest()),
  };
}
