import * as vscode from 'vscode';

/** A value that “when” clauses of the manifest read. */
export class ContextKey<T extends string | boolean> {
  constructor(private readonly name: string) {}

  /** Resolves once VS Code has applied the value; callers need not wait for it. */
  async set(value: T): Promise<void> {
    await vscode.commands.executeCommand('setContext', this.name, value);
  }
}
