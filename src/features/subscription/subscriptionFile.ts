import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isArxivCategory } from '../../core/remote/arxivCategories';
import { type IsoDay, parseIsoDay } from '../../core/remote/isoDay';
import { readImage, replaceFile } from '../../platform/node/files/atomicFile';
import type { WantedSource } from '../fetch/fetchDaysPicker';

/** What a person subscribed to. */
export interface SubscriptionState {
  readonly sources: readonly (WantedSource & { readonly since: IsoDay })[];
  readonly paused: boolean;
  /** In [0, 1): subscribers do not all come at the hour. */
  readonly jitter: number;
}

/** What a person chose, from a day on: a source that was chosen before goes on where it is, so that no day is left out. */
export function sourcesSince(
  chosen: readonly WantedSource[],
  before: SubscriptionState | undefined,
  latestOut: (service: WantedSource['service']) => IsoDay,
): SubscriptionState['sources'] {
  return chosen.map((source) => {
    const known = before?.sources.find((other) => nameOf(other) === nameOf(source));
    return { ...source, since: known?.since ?? latestOut(source.service) };
  });
}

function nameOf(source: WantedSource): string {
  return source.service === 'arxiv' ? `arxiv ${source.categories.toSorted().join()}` : source.service;
}

/** The subscription as a file that all windows read. */
export class SubscriptionFile {
  constructor(private readonly path: string) {}

  async read(): Promise<SubscriptionState | undefined> {
    const image = await readImage(this.path);
    return image && parse(new TextDecoder().decode(image.bytes));
  }

  /**
   * Replaces the subscription by what `change` makes of it, which is called again if another window was
   * faster. Undefined ends the subscription.
   */
  async change(
    change: (now: SubscriptionState | undefined) => SubscriptionState | undefined,
  ): Promise<SubscriptionState | undefined> {
    await mkdir(dirname(this.path), { recursive: true });
    for (;;) {
      const image = await readImage(this.path);
      const state = change(image && parse(new TextDecoder().decode(image.bytes)));
      if ((await replaceFile(this.path, format(state), image?.revision)) !== 'changed') return state;
    }
  }
}

function format(state: SubscriptionState | undefined): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ version: 1, ...state }));
}

function parse(text: string): SubscriptionState | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { sources, paused, jitter } = value as Readonly<Record<string, unknown>>;
    if (!Array.isArray(sources) || !sources.every(isSource) || sources.length === 0) return undefined;
    return { sources, paused: paused === true, jitter: typeof jitter === 'number' ? jitter : 0 };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // Damaged on disk: as if there were no subscription.
    throw error;
  }
}

function isSource(value: unknown): value is SubscriptionState['sources'][number] {
  if (typeof value !== 'object' || value === null) return false;
  const { service, categories, since } = value as Readonly<Record<string, unknown>>;
  if (typeof since !== 'string' || parseIsoDay(since) === undefined) return false;
  if (service === 'huggingface') return true;
  return (
    service === 'arxiv' &&
    Array.isArray(categories) &&
    categories.every((code) => typeof code === 'string' && isArxivCategory(code))
  );
}
