import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { type Logger, withCause } from '../../../core/base/logger';

/** A channel of VS Code's Output view, made when the first line is written: to make one takes milliseconds. */
export class Log implements Logger, Disposable {
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

  error(message: string, cause?: unknown): void {
    this.#open()?.error(withCause(message, cause));
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
