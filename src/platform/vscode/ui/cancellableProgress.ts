import * as vscode from 'vscode';
import { plainMessage } from './messages';

interface Step {
  readonly message?: string;
  /** In percent of the whole. */
  readonly increment?: number;
}

export interface Progress {
  report(step: Step): void;
}

/** Works with progress in a notification. Its cancel button aborts the signal with a CancellationError. */
export async function withCancellableProgress<T>(
  title: string,
  work: (progress: Progress, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plainMessage(title), cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      const listener = token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
      try {
        return await work(plainProgress(progress), abort.signal);
      } finally {
        listener.dispose();
      }
    },
  );
}

function plainProgress(progress: vscode.Progress<Step>): Progress {
  return {
    report: ({ message, ...step }) =>
      progress.report({ ...step, ...(message !== undefined && { message: plainMessage(message) }) }),
  };
}
