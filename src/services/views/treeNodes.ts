import type { PaperId } from '../../core/library/paper';
import type { ReferencePlace } from '../../core/references/referenceIndex';
import { tagKey } from '../../core/notes/tag';

/** A row of one of the Papers views. */
export type ViewNode =
  | NoticeNode
  | DayGroupNode
  | DayNode
  | PaperNode
  | TagNode
  | HighlightNode
  | SearchNode
  | FileNode
  | PlaceNode;

/** Something to know about the view, above its rows, with the command that does something about it. */
export interface NoticeNode {
  readonly kind: 'notice';
  readonly key: string;
  readonly label: string;
  readonly description: string;
  readonly tooltip: string;
  readonly icon: string;
  readonly command: string;
}

/** A month or a year of days. */
export interface DayGroupNode {
  readonly kind: 'group';
  readonly key: string;
  /** `2024-03` or `2024`. */
  readonly groupId: string;
  readonly parent: DayGroupNode | undefined;
}

export interface DayNode {
  readonly kind: 'day';
  readonly key: string;
  readonly dayId: string;
  readonly parent: DayGroupNode | undefined;
}

export interface TagNode {
  readonly kind: 'tag';
  readonly key: string;
  /** Whole tag, `method/diffusion`. */
  readonly tag: string;
  readonly parent: TagNode | undefined;
}

export interface SearchNode {
  readonly kind: 'search';
  readonly key: string;
  readonly id: string;
}

export interface PaperNode {
  readonly kind: 'paper';
  readonly key: string;
  readonly paperId: PaperId;
  readonly parent: DayNode | TagNode | SearchNode | undefined;
}

export interface HighlightNode {
  readonly kind: 'highlight';
  readonly key: string;
  readonly highlightId: string;
  readonly parent: PaperNode;
}

/** A file of the workspace, or an open document, that names papers. */
export interface FileNode {
  readonly kind: 'file';
  readonly key: string;
  readonly uri: string;
}

/** A place that names a paper. */
export interface PlaceNode {
  readonly kind: 'place';
  readonly key: string;
  readonly paperId: PaperId;
  readonly parent: PaperNode | FileNode;
}

export const dayGroupNode = (groupId: string, parent?: DayGroupNode): DayGroupNode => ({
  kind: 'group',
  key: `group:${groupId}`,
  groupId,
  parent,
});

/** The key names the group, for VS Code keeps the parent of a row as long as its key is the same. */
export const dayNode = (dayId: string, parent?: DayGroupNode): DayNode => ({
  kind: 'day',
  key: parent ? `${parent.key}|day:${dayId}` : `day:${dayId}`,
  dayId,
  parent,
});

export const tagNode = (tag: string, parent: TagNode | undefined): TagNode => ({
  kind: 'tag',
  key: `tag:${tagKey(tag)}`,
  tag,
  parent,
});

export const searchNode = (id: string): SearchNode => ({ kind: 'search', key: `search:${id}`, id });

export const paperNode = (paperId: PaperId, parent?: DayNode | TagNode | SearchNode): PaperNode => ({
  kind: 'paper',
  key: `${parent?.key ?? 'list'}|${paperId}`,
  paperId,
  parent,
});

export const highlightNode = (highlightId: string, parent: PaperNode): HighlightNode => ({
  kind: 'highlight',
  key: `${parent.key}|${highlightId}`,
  highlightId,
  parent,
});

export const fileNode = (uri: string): FileNode => ({ kind: 'file', key: `file:${uri}`, uri });

export const placeNode = (
  { paperId, uri, cell, line, column, endColumn }: ReferencePlace,
  parent: PaperNode | FileNode,
): PlaceNode => ({
  kind: 'place',
  key: [parent.key, paperId, uri, cell ?? '', line, column, endColumn].join('|'),
  paperId,
  parent,
});

const kinds: readonly unknown[] = [
  'notice',
  'group',
  'day',
  'paper',
  'tag',
  'highlight',
  'search',
  'file',
  'place',
] satisfies ViewNode['kind'][];

export function isViewNode(value: unknown): value is ViewNode {
  if (typeof value !== 'object' || value === null || !('key' in value) || !('kind' in value)) return false;
  return kinds.includes(value.kind);
}
