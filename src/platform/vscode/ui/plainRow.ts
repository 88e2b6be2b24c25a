import type * as vscode from 'vscode';
import { isolateDirection } from '../../../core/text/isolateDirection';

/**
 * A row of a quick pick whose texts stay as they are written: in them VS Code would draw `$(name)` as an icon. `icon` is
 * one to stand before the label. Texts from right to left run in their own direction.
 */
export function plainRow<T extends vscode.QuickPickItem>(row: T, icon?: string): T {
  const { label, description, detail } = row;
  return {
    ...row,
    label: icon === undefined ? plain(label) : `$(${icon}) ${plain(label)}`,
    ...(description !== undefined && { description: plain(description) }),
    ...(detail !== undefined && { detail: plain(detail) }),
  };
}

function plain(text: string): string {
  return isolateDirection(text).replace(/\$\((?=[a-z0-9-]+(?:~[a-z]+)?\))/giu, String.raw`\$(`);
}
