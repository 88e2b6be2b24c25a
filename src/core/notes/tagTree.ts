/** A tag and its descendants. A level without papers of its own is present too if it has descendants. */
export interface TagBranch<Id> {
  /** The full tag, `method/diffusion`. */
  readonly tag: string;
  /** The last level, `diffusion`. */
  readonly name: string;
  readonly children: readonly TagBranch<Id>[];
  /** The ids that have exactly this tag, in the given order. */
  readonly own: readonly Id[];
  /** The number of distinct ids that have this tag or a descendant. */
  readonly count: number;
}

interface Growing<Id> {
  readonly tag: string;
  readonly name: string;
  readonly children: Map<string, Growing<Id>>;
  readonly own: Id[];
}

/** Builds the trees of all tags in use, sorted by name, in time linear in the number of tag uses. */
export function tagTree<Id>(
  tagged: Iterable<readonly [id: Id, tags: readonly string[]]>,
): readonly TagBranch<Id>[] {
  const roots = new Map<string, Growing<Id>>();
  for (const [id, tags] of tagged) for (const tag of tags) plant(roots, tag).own.push(id);
  return finish(roots);
}

/** The branch of a full tag; undefined if the tag is not in use. */
export function findBranch<Id>(roots: readonly TagBranch<Id>[], tag: string): TagBranch<Id> | undefined {
  for (const branch of roots) {
    if (branch.tag === tag) return branch;
    if (tag.startsWith(`${branch.tag}/`)) return findBranch(branch.children, tag);
  }
  return undefined;
}

function plant<Id>(roots: Map<string, Growing<Id>>, tag: string): Growing<Id> {
  const [first = tag, ...rest] = tag.split('/');
  let branch = grow(roots, first, first);
  for (const name of rest) branch = grow(branch.children, name, `${branch.tag}/${name}`);
  return branch;
}

function grow<Id>(siblings: Map<string, Growing<Id>>, name: string, tag: string): Growing<Id> {
  const known = siblings.get(name);
  if (known) return known;
  const fresh: Growing<Id> = { tag, name, children: new Map(), own: [] };
  siblings.set(name, fresh);
  return fresh;
}

function finish<Id>(level: Map<string, Growing<Id>>): readonly TagBranch<Id>[] {
  return [...level.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((branch) => ({
      tag: branch.tag,
      name: branch.name,
      own: branch.own,
      children: finish(branch.children),
      count: carriers(branch).size,
    }));
}

function carriers<Id>(branch: Growing<Id>): Set<Id> {
  const all = new Set(branch.own);
  for (const child of branch.children.values()) for (const id of carriers(child)) all.add(id);
  return all;
}
