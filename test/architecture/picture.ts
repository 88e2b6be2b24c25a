import type { ICruiseResult } from 'dependency-cruiser';

type Arrows = ReadonlyMap<string, ReadonlySet<string>>;

/** Mermaid text: the layers below src, the folders of core within it, and the imports between them. */
export function pictureOf(graph: ICruiseResult): string {
  const folders = [...new Set(graph.modules.map(({ source }) => source.split('/').slice(0, 3).join('/')))];
  const below = (layer: string): readonly string[] =>
    folders
      .map((folder) => folder.split('/'))
      .filter(([, top, name = '']) => top === layer && !name.includes('.'))
      .map(([, , name = '']) => name)
      .toSorted();
  const core = withoutDetours(arrowsOf(graph, /^src\/core\/([^/.]+)\//));
  const layers = withoutDetours(arrowsOf(graph, /^src\/([^/.]+)/));
  const layerNames = new Set([...layers].flatMap(([from, to]) => [from, ...to]));
  layerNames.delete('core');
  return [
    'flowchart TD',
    ...[...layerNames].toSorted().map((layer) => `  ${layer}["${label(layer, below(layer))}"]`),
    '  subgraph core',
    ...below('core').map((name) => `    core_${name}["${name}"]`),
    ...lines(core).map(([from, to]) => `    core_${from} --> core_${to}`),
    '  end',
    ...lines(layers).map(([from, to]) => `  ${from} --> ${to}`),
  ].join('\n');
}

function label(layer: string, names: readonly string[]): string {
  const rows: string[] = [];
  for (let at = 0; at < names.length; at += 5) rows.push(names.slice(at, at + 5).join(', '));
  return [`<b>${layer}</b>`, ...rows].join('<br/>');
}

function lines(arrows: Arrows): readonly (readonly [string, string])[] {
  return [...arrows]
    .flatMap(([from, targets]) => [...targets].map((to) => [from, to] as const))
    .toSorted((a, b) => (a.join() < b.join() ? -1 : 1));
}

/** The imports between what the first group of `name` tells apart, without those that the rules forbid. */
function arrowsOf({ modules, summary }: ICruiseResult, name: RegExp): Arrows {
  const forbidden = new Set(summary.violations.map(({ from, to }) => `${from} ${to}`));
  const arrows = new Map<string, Set<string>>();
  for (const { source, dependencies } of modules) {
    for (const { resolved } of dependencies) {
      const from = name.exec(source)?.[1];
      const to = name.exec(resolved)?.[1];
      if (from === undefined || to === undefined || from === to) continue;
      if (!forbidden.has(`${source} ${resolved}`)) arrows.set(from, (arrows.get(from) ?? new Set()).add(to));
    }
  }
  return arrows;
}

/** Leaves out an arrow where others lead from its start to its end. There are no cycles. */
function withoutDetours(arrows: Arrows): Arrows {
  const reaches = (from: string, to: string): boolean =>
    from === to || [...(arrows.get(from) ?? [])].some((next) => reaches(next, to));
  return new Map(
    [...arrows].map(([from, targets]) => {
      const direct = [...targets].filter(
        (to) => ![...targets].some((other) => other !== to && reaches(other, to)),
      );
      return [from, new Set(direct)];
    }),
  );
}
