import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { type PaperMarks, describeMarks, marksBadge } from '../../core/state/paperMarks';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';

const scheme = 'papers-row';

/** The URI of a row with marks, for which VS Code calls the decoration provider. Undefined for a row without marks. */
export function marksUri(marks: PaperMarks): vscode.Uri | undefined {
  const badge = marksBadge(marks);
  if (badge === '' && !marks.isHidden) return undefined;
  const tooltip = describeMarks(marks).map(shownMessage).join(', ');
  const query = JSON.stringify({ badge, tooltip, isHidden: marks.isHidden });
  return vscode.Uri.from({ scheme, path: '/row', query });
}

/** Registers the badges, and the colour of hidden papers: the theme's own for what is disabled. */
export function registerRowMarks(): Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: (uri) => {
      if (uri.scheme !== scheme) return undefined;
      const { badge, tooltip, isHidden } = JSON.parse(uri.query) as {
        readonly badge: string;
        readonly tooltip: string;
        readonly isHidden: boolean;
      };
      const color = isHidden ? new vscode.ThemeColor('disabledForeground') : undefined;
      return new vscode.FileDecoration(badge || undefined, tooltip || undefined, color);
    },
  });
}
