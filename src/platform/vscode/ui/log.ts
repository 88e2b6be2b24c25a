import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';

/** A channel of VS Code's Output view, made when the first line is written: to make one takes milliseconds. */
export class Log implements Disposable {
  #channel: vscode.LogOutputChannel | undefined;
  #isDisposed = false;

  /** `name` is what the Output view lists. */
  constructor(private readonly name: string) {}

  info(message: string): void {
    this.#open()?.info(message);
  }

  warn(message: string): void {
    this.#open()?.warn(message);
  }

  /** `cause` follows on the same line. */
  error(message: string, cause?: unknown): void {
    if (cause === undefined) this.#open()?.error(message);
    else this.#open()?.error(message, cause);
  }

  /** Shows the Output view with this channel. */
  show(): void {
    this.#open()?.show();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#channel?.dispose();
  }

  /** Undefined once this is disposed: what still runs may write a line then. */
  #open(): vscode.LogOutputChannel | undefined {
    if (this.#isDisposed) return undefined;
    this.#channel ??= vscode.window.createOutputChannel(this.name, { log: true });
    return this.#channel;
  }
}
