import type * as vscode from 'vscode';

/** The last things of a kind in this workspace, newest first, each once. */
export class RecentList {
  constructor(
    private readonly memento: vscode.Memento,
    private readonly key: string,
    private readonly most: number,
  ) {}

  list(): readonly string[] {
    const stored = this.memento.get<unknown>(this.key);
    return Array.isArray(stored) ? stored.filter((item): item is string => typeof item === 'string') : [];
  }

  async add(item: string): Promise<void> {
    if (this.list()[0] === item) return;
    const others = this.list().filter((other) => other !== item);
    await this.memento.update(this.key, [item, ...others].slice(0, this.most));
  }
}
