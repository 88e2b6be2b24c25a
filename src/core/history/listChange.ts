import type { ChangeTarget, Direction, StepChange } from './historyStep';

/** A list that is stored as one value, such as a setting. */
export interface StoredList<T> {
  /** Undefined if nothing is stored. */
  read(): readonly T[] | undefined;
  write(list: readonly T[] | undefined): Promise<void>;
  /** Equal for two states of one item. */
  keyOf(item: T): string;
  targetOf(item: T): ChangeTarget;
}

type Items<T> = readonly T[] | undefined;

/** A change of some items of a list, independent of changes of the others. */
export function listChange<T>(list: StoredList<T>, before: Items<T>, after: Items<T>): StepChange {
  const keyOf = (item: T): string => list.keyOf(item);
  const next = (direction: Direction): { readonly list: Items<T> } | undefined =>
    direction === 'undo'
      ? changedList(list.read(), after, before, keyOf)
      : changedList(list.read(), before, after, keyOf);
  const [old, wanted] = [keyed(before, keyOf), keyed(after, keyOf)];
  const items = [...touchedKeys(old, wanted)].flatMap((key) => wanted.get(key) ?? old.get(key) ?? []);
  const targets = items.map((item) => list.targetOf(item));
  const change: StepChange = {
    targets,
    changedTargets: (direction) => Promise.resolve(next(direction) ? [] : targets),
    apply: async (direction) => {
      const changed = next(direction);
      if (changed) await list.write(changed.list);
      return changed !== undefined;
    },
    without: (keys) => (targets.some(({ key }) => keys.has(key)) ? undefined : change),
  };
  return change;
}

/**
 * Makes the change that leads `from` one list `to` another in a list that may have changed otherwise since. Undefined if
 * an item that it concerns is not as in `from`. Exactly `to` if nothing else has changed.
 */
export function changedList<T>(
  now: Items<T>,
  from: Items<T>,
  to: Items<T>,
  keyOf: (item: T) => string,
): { readonly list: Items<T> } | undefined {
  if (textOf(now) === textOf(from)) return { list: to };
  const [current, old, wanted] = [keyed(now, keyOf), keyed(from, keyOf), keyed(to, keyOf)];
  const touched = touchedKeys(old, wanted);
  if ([...touched].some((key) => textOf(current.get(key)) !== textOf(old.get(key)))) return undefined;
  const list = [...current].flatMap(([key, item]): readonly (readonly [string, T])[] => {
    if (!touched.has(key)) return [[key, item]];
    const replaced = wanted.get(key);
    return replaced === undefined ? [] : [[key, replaced]];
  });
  const above = new Set<string>();
  for (const [key, item] of wanted) {
    if (touched.has(key) && !current.has(key)) {
      const place = list.findLastIndex(([one]) => above.has(one)) + 1;
      list.splice(place, 0, [key, item]);
    }
    above.add(key);
  }
  const isGone = list.length === 0 && to === undefined;
  return { list: isGone ? undefined : list.map(([, item]) => item) };
}

/** Items by key. Items with equal keys are numbered in their keys. */
function keyed<T>(list: Items<T>, keyOf: (item: T) => string): ReadonlyMap<string, T> {
  const counts = new Map<string, number>();
  return new Map(
    (list ?? []).map((item) => {
      const key = keyOf(item);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return [`${count} ${key}`, item];
    }),
  );
}

function touchedKeys<T>(old: ReadonlyMap<string, T>, wanted: ReadonlyMap<string, T>): ReadonlySet<string> {
  const keys = [...old.keys(), ...wanted.keys()];
  return new Set(keys.filter((key) => textOf(old.get(key)) !== textOf(wanted.get(key))));
}

function textOf(value: unknown): string | undefined {
  return JSON.stringify(value);
}
