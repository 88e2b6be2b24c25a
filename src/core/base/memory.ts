/** Values by key that outlive the session; `vscode.Memento` is one. A value may have any type. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}
