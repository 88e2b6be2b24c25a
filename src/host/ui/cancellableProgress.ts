import * as vscode from 'vscode';

export type Progress = vscode.Progress<{ message?: string; increment?: number }>;

/** Works with progress in a notification. Its cancel button aborts the signal with a CancellationError. */
export async function withCancellableProgress<T>(
  title: string,
  work: (progress: Progress, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    async (progress, token) => {
      const abort = new AbortController();
      const listener = token.onCancellationRequested(() => abort.abort(new vscode.CancellationError()));
      try {
        return await work(progress, abort.signal);
      } finally {
        listener.dispose();
      }
    },
  );
}
