import type * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import type { Timer } from '../../common/timers';

/** Calls back for a document once it has not changed for a while. */
export class SettledDocuments implements Disposable {
  readonly #timers = new Map<string, Timer>();

  /** @param delay in milliseconds */
  constructor(
    private readonly delay: number,
    private readonly settled: (document: vscode.TextDocument) => void,
  ) {}

  /** The document has changed: calls back after the delay, unless it changes again or is closed before. */
  changed(document: vscode.TextDocument): void {
    this.forget(document.uri);
    const key = document.uri.toString();
    this.#timers.set(
      key,
      setTimeout(() => {
        this.#timers.delete(key);
        if (!document.isClosed) this.settled(document);
      }, this.delay),
    );
  }

  /** Does not call back for changes so far. */
  forget(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
