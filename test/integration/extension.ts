import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi, Paper } from '../../src/publicApi';

/** The public API of the extension under test. */
export async function activated(): Promise<DailyPapersApi> {
  const extension = vscode.extensions.getExtension<DailyPapersApi>('daily-papers.daily-papers');
  assert.ok(extension, 'the extension is installed');
  return extension.activate();
}

/** The paper of the seeds with this title. */
export async function paperTitled(api: DailyPapersApi, title: string): Promise<Paper> {
  for (const day of await api.days()) {
    for (const id of day.paperIds) {
      const paper = await api.paper(id);
      if (paper?.title === title) return paper;
    }
  }
  return assert.fail(`no paper is titled “${title}”`);
}

/** The first paper of a day. */
export async function firstPaper(api: DailyPapersApi, dayLabel: string, at = 0): Promise<Paper> {
  const day = (await api.days()).find(({ label }) => label === dayLabel);
  const paper = await api.paper(day?.paperIds[at] ?? '');
  assert.ok(paper, `no paper ${at} on ${dayLabel}`);
  return paper;
}

export function workspaceFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'a folder is open');
  return folder.uri;
}

export function noteFile(id: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder(), '.papers', 'notes', `${id}.md`);
}

/** Waits until `check` gives something. For what comes as an event from outside. */
export async function until<T>(
  what: string,
  check: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const value = await check();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
