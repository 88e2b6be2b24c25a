import { hasFields } from '../../core/base/guards';
import { isArxivCategory } from '../../core/remote/arxivCategories';
import { type IsoDay, parseIsoDay } from '../../core/remote/isoDay';
import { sha256Hex } from '../../platform/common/hash';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import type { DaySource } from './daySource';
import { parseJson } from '../../core/base/parseJson';

/** A person's subscription. */
export interface SubscriptionState {
  readonly sources: readonly (DaySource & { readonly since: IsoDay })[];
  readonly paused: boolean;
  /** In [0, 1): delays the requests of this subscriber, so that not all subscribers send them at once. */
  readonly jitter: number;
}

/**
 * Adds to each chosen source the day from which its lists are fetched: the one in `before` for a source that is there,
 * so that no day is left out, and the latest published day for a new one.
 */
export function sourcesSince(
  chosen: readonly DaySource[],
  before: SubscriptionState | undefined,
  latestOut: (service: DaySource['service']) => IsoDay,
): SubscriptionState['sources'] {
  return chosen.map((source) => {
    const previous = before?.sources.find((other) => keyOf(other) === keyOf(source));
    return { ...source, since: previous?.since ?? latestOut(source.service) };
  });
}

function keyOf(source: DaySource): string {
  return source.service === 'arxiv' ? `arxiv ${source.categories.toSorted().join()}` : source.service;
}

const fileName = 'subscription.json';

/** The file that holds the subscription; all windows share it. */
export class SubscriptionFile {
  constructor(private readonly folder: StoreFolder) {}

  /** Resolves to undefined if there is no subscription, or the file is damaged. */
  async read(): Promise<SubscriptionState | undefined> {
    const bytes = await this.folder.read(fileName);
    return bytes && parse(new TextDecoder().decode(bytes));
  }

  /**
   * Replaces the subscription by the result of `change`, which is called again if another window has changed the file
   * meanwhile. Undefined ends the subscription. Resolves to what is stored then.
   *
   * @throws the file system's errors
   */
  async change(
    change: (now: SubscriptionState | undefined) => SubscriptionState | undefined,
  ): Promise<SubscriptionState | undefined> {
    for (;;) {
      const bytes = await this.folder.read(fileName);
      const state = change(bytes && parse(new TextDecoder().decode(bytes)));
      if (await this.folder.replace(fileName, format(state), bytes && sha256Hex(bytes))) return state;
    }
  }
}

function format(state: SubscriptionState | undefined): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ version: 1, ...state }));
}

function parse(text: string): SubscriptionState | undefined {
  const value: unknown = parseJson(text);
  if (!hasFields<SubscriptionState>(value)) return undefined;
  const { sources, paused, jitter } = value;
  const parsed = parseSources(sources);
  if (!parsed) return undefined;
  return { sources: parsed, paused: paused === true, jitter: typeof jitter === 'number' ? jitter : 0 };
}

/** Undefined for anything but a list of at least one source. */
export function parseSources(value: unknown): SubscriptionState['sources'] | undefined {
  return Array.isArray(value) && value.length > 0 && value.every(isSource) ? value : undefined;
}

function isSource(value: unknown): value is SubscriptionState['sources'][number] {
  if (!hasFields(value)) return false;
  const { service, categories, since } = value;
  if (typeof since !== 'string' || parseIsoDay(since) === undefined) return false;
  if (service === 'huggingface') return true;
  return (
    service === 'arxiv' &&
    Array.isArray(categories) &&
    categories.every((code) => typeof code === 'string' && isArxivCategory(code))
  );
}
