import * as vscode from 'vscode';
import { IsolatedProcess, type IsolatedProcessOptions } from '../../platform/node/isolation/isolatedProcess';

/** What the isolated processes may take: megabytes of heap, and milliseconds before an idle one ends. */
export const processes = {
  notes: { memory: 512, idle: 300_000 },
  digests: { memory: 1024, idle: 10_000 },
  fullTexts: { memory: 512, idle: 30_000 },
  bibliographies: { memory: 1024, idle: 30_000 },
  references: { memory: 1024, idle: 30_000 },
} as const;

/** Creates a process that parses untrusted texts. It starts with the first call. */
export function isolatedProcess(
  { extensionUri }: vscode.ExtensionContext,
  limits: Omit<IsolatedProcessOptions, 'script'>,
): IsolatedProcess {
  const script = vscode.Uri.joinPath(extensionUri, 'dist', 'isolated.cjs').fsPath;
  return new IsolatedProcess({ script, ...limits });
}
