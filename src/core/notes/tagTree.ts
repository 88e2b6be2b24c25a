import type { CooperativeTask } from '../base/cooperativeTask';
import { type Tag, tagKey } from './tag';

/** A tag and its descendants. A level without papers of its own is present too if it has descendants. */
export interface TagBranch<Id> {
  /** The full tag as it is shown, `method/diffusion`. */
  readonly tag: Tag;
  /** The last level, `diffusion`. */
  readonly name: string;
  /** Equal for all spellings of the tag. */
  readonly key: string;
  readonly children: readonly TagBranch<Id>[];
  /** The ids that have exactly this tag, in the given order. */
  readonly own: readonly Id[];
  /** The number of distinct ids that have this tag or a descendant. */
  readonly count: number;
}

interface Growing<Id> {
  readonly key: string;
  readonly children: Map<string, Growing<Id>>;
  readonly own: Set<Id>;
}

/**
 * Builds the trees of all tags in use, sorted by name, in time linear in the number of tag uses. Spellings that differ
 * only in case are one branch; `shown` gives the spelling that is shown.
 */
export function* tagTree<Id>(
  tagged: Iterable<readonly [id: Id, tags: readonly Tag[]]>,
  shown: (tag: Tag) => Tag,
): CooperativeTask<readonly TagBranch<Id>[]> {
  const roots = new Map<string, Growing<Id>>();
  for (const [id, tags] of tagged) {
    for (const tag of tags) plant(roots, tagKey(tag)).own.add(id);
    yield;
  }
  return yield* branchesOf(roots, shown);
}

/** The branch of a full tag in any spelling; undefined if the tag is not in use. */
export function findBranch<Id>(roots: readonly TagBranch<Id>[], tag: Tag): TagBranch<Id> | undefined {
  const key = tagKey(tag);
  let level = roots;
  for (;;) {
    const branch = level.find((one) => one.key === key || key.startsWith(`${one.key}/`));
    if (!branch || branch.key === key) return branch;
    level = branch.children;
  }
}

function plant<Id>(roots: Map<string, Growing<Id>>, key: string): Growing<Id> {
  const [first = key, ...rest] = key.split('/');
  let branch = grow(roots, first, first);
  for (const name of rest) branch = grow(branch.children, name, `${branch.key}/${name}`);
  return branch;
}

function grow<Id>(siblings: Map<string, Growing<Id>>, name: string, key: string): Growing<Id> {
  const known = siblings.get(name);
  if (known) return known;
  const fresh: Growing<Id> = { key, children: new Map(), own: new Set() };
  siblings.set(name, fresh);
  return fresh;
}

function* branchesOf<Id>(
  level: Map<string, Growing<Id>>,
  shown: (tag: Tag) => Tag,
): CooperativeTask<readonly TagBranch<Id>[]> {
  const branches: TagBranch<Id>[] = [];
  for (const [, branch] of [...level].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const tag = shown(branch.key);
    const children = yield* branchesOf(branch.children, shown);
    branches.push({
      tag,
      name: tag.slice(tag.lastIndexOf('/') + 1),
      key: branch.key,
      own: [...branch.own],
      children,
      count: taggedIds(branch).size,
    });
    yield;
  }
  return branches;
}

function taggedIds<Id>(branch: Growing<Id>): Set<Id> {
  const all = new Set(branch.own);
  for (const child of branch.children.values()) for (const id of taggedIds(child)) all.add(id);
  return all;
}
