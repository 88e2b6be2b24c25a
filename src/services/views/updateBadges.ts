import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { longUpdateMessage, currentVersionName } from '../../core/versions/updateMessages';
import type { VersionUpdate } from '../../core/versions/findVersionUpdate';

const scheme = 'papers-news';
/** VS Code shows no more of a badge. */
const longestBadge = 2;

/** What a row is decorated by: long titles leave no room for more than a badge at its end. */
export function updateUri(news: VersionUpdate): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${currentVersionName(news)}`, query: longUpdateMessage(news) });
}

/** Registers the badges of rows whose papers have newer versions. */
export function registerUpdateBadges(): Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme: given, path, query }) => {
      if (given !== scheme) return undefined;
      const badge = path.slice(1);
      return new vscode.FileDecoration(badge.length <= longestBadge ? badge : '↑', query);
    },
  });
}
