import type * as vscode from 'vscode';
import type { PaperId } from '../../core/papers/paper';

const key = 'recentPapers';
const most = 20;

/** The papers opened last in this workspace, newest first. */
export class RecentPapers {
  constructor(private readonly memento: vscode.Memento) {}

  list(): readonly PaperId[] {
    const stored = this.memento.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter((id): id is string => typeof id === 'string') : [];
  }

  async add(id: PaperId): Promise<void> {
    if (this.list()[0] === id) return;
    await this.memento.update(key, [id, ...this.list().filter((other) => other !== id)].slice(0, most));
  }
}
