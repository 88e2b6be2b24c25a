import * as vscode from 'vscode';
import type { PaperId } from '../../core/papers/paper';
import { titleSegment } from './titleSegment';

export const paperScheme = 'paper';

/** `paper:/<paper id>/<title>`. The id names the paper; the title is there for the tab's label. */
export function paperUri(id: PaperId, title: string): vscode.Uri {
  return vscode.Uri.from({ scheme: paperScheme, path: `/${id}/${titleSegment(title)}` });
}

/** Undefined where `uri` names no paper. */
export function paperIdOf(uri: vscode.Uri): PaperId | undefined {
  if (uri.scheme !== paperScheme) return undefined;
  return /^\/([a-z0-9-]+)\/[^/]+$/.exec(uri.path)?.[1];
}
