/** Values by key that outlive the session; `vscode.Memento` is one. What is read may be anything. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
