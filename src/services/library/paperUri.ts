import * as vscode from 'vscode';
import type { PaperId } from '../../core/library/paper';
import { titleSegment } from '../../core/library/titleSegment';
import { isolateDirection } from '../../core/text/isolateDirection';
import { l10n } from '../../platform/vscode/ui/l10n';

export const paperScheme = 'paper';

/** `paper:/<title>?<paper id>`. The id names the paper; the title is there for the tab's label and the breadcrumbs. */
export function paperUri(id: PaperId, title: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: paperScheme,
    path: `/${tabLabel(titleSegment(title))}`,
    query: id,
  });
}

/**
 * VS Code puts what follows the last full stop of a label into an element of its own, which would break the isolate in two.
 * U+2024 looks the same and is not split at.
 */
function tabLabel(segment: string): string {
  const isolated = isolateDirection(segment);
  return isolated === segment ? segment : isolated.replaceAll('.', '\u2024');
}

/** A link from a range of a document to a paper. */
export function paperLink(range: vscode.Range, id: PaperId, title: string): vscode.DocumentLink {
  const link = new vscode.DocumentLink(range, paperUri(id, title));
  link.tooltip = l10n.t('Open the paper');
  return link;
}

/** Undefined if `uri` names no paper. Assistants name papers without a title: `paper:/<paper id>`. */
export function paperIdOf(uri: vscode.Uri): PaperId | undefined {
  if (uri.scheme !== paperScheme) return undefined;
  const id = uri.query === '' ? uri.path.slice(1) : uri.query;
  return /^[a-z0-9-]+$/.test(id) ? id : undefined;
}
