import * as vscode from 'vscode';
import { SharedTriageLog } from './sharedTriageLog';

/** The person's triage log in global storage, which all windows share. It is always on a disk of the extension's host. */
export function createTriageLog(
  storage: vscode.Uri,
  onError: (error: unknown) => void = () => undefined,
): SharedTriageLog {
  return new SharedTriageLog(vscode.Uri.joinPath(storage, 'triage.jsonl').fsPath, onError);
}
