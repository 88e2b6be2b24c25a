// Runs in the worker host of a browser's tab: says what the tab finds in the stores, and then edits.
import * as vscode from 'vscode';
import type { DailyPapersApi, TriageState } from '../../src/publicApi';
import { report } from '../support/workerReport';

/** The stored data of a paper when a tab is opened. */
export interface FoundPaper {
  readonly paperId: string;
  readonly mark: TriageState;
  /** Tags and comments of highlights in the note, and the lines of its text. */
  readonly tags: readonly string[];
  readonly comments: readonly string[];
  readonly lines: readonly string[];
}

/** An edit that was begun, and that has ended if `isStored`. */
export interface TabEdit {
  readonly tab: string;
  readonly number: number;
  readonly kind: 'mark' | 'tag' | 'highlight' | 'text';
  readonly paperId: string;
  readonly value: string;
  readonly isStored: boolean;
}

export type TabReport =
  | { readonly type: 'found'; readonly papers: readonly FoundPaper[] }
  | { readonly type: 'edit'; readonly edit: TabEdit }
  | { readonly type: 'done' };

const kinds = ['mark', 'tag', 'highlight', 'text'] as const;
const states = ['later', 'read', 'skipped'] as const;
/** Notes are written for this many papers, so that tabs write to the same ones; the others are marked. */
const withNotes = 20;

/** Makes `edits` edits one after another. */
export async function editInTab(edits: number): Promise<void> {
  const api = await vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers')?.activate();
  if (!api) throw new Error('The extension is not installed.');
  const send = (value: TabReport): void => report(value);
  const ids = [...new Set((await api.days()).flatMap(({ paperIds }) => paperIds))];
  const papers = await Promise.all(ids.map((id) => found(api, id)));
  send({ type: 'found', papers });
  const tab = crypto.randomUUID().slice(0, 8);
  for (let number = 0; number < edits; number += 1) {
    const kind = kinds[number % kinds.length] ?? 'mark';
    const [from, to] = kind === 'mark' ? [withNotes, ids.length] : [0, withNotes];
    const paperId = ids[from + Math.floor(Math.random() * (to - from))] ?? '';
    const value = kind === 'mark' ? (states[Math.floor(Math.random() * 3)] ?? 'read') : `${tab}-${number}`;
    const edit = { tab, number, kind, paperId, value };
    send({ type: 'edit', edit: { ...edit, isStored: false } });
    await apply(api, edit);
    send({ type: 'edit', edit: { ...edit, isStored: true } });
  }
  send({ type: 'done' });
}

async function found(api: DailyPapersApi, paperId: string): Promise<FoundPaper> {
  const [mark, note] = await Promise.all([api.triage(paperId), api.note(paperId)]);
  return {
    paperId,
    mark,
    tags: note?.tags ?? [],
    comments: (note?.highlights ?? []).map(({ comment }) => comment),
    lines: (note?.body ?? '').split('\n').filter((line) => line.trim() !== ''),
  };
}

async function apply(
  api: DailyPapersApi,
  { kind, paperId, value, number }: Pick<TabEdit, 'kind' | 'paperId' | 'value' | 'number'>,
): Promise<void> {
  if (kind === 'mark') await api.setTriage(paperId, value as TriageState);
  else if (kind === 'tag') await api.updateNote(paperId, { addTags: [value] });
  else if (kind === 'text') await api.updateNote(paperId, { append: `Text ${value} ends.` });
  else await api.addHighlight(paperId, { start: number % 40, end: 50 }, { comment: value });
}
