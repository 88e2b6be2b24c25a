import * as vscode from 'vscode';
import type { PaperId } from '../../core/library/paper';
import type { VersionTexts } from '../../core/versions/versionTexts';

const scheme = 'papers-version';
/** A language whose default settings in package.json wrap long lines and do not flag mathematical letters as ambiguous. */
const language = 'papers-abstract';

export type Side = keyof VersionTexts;

/** `papers-version:/<title>/<name of the version>?<paper id>.<side>`. Editors show the path only. */
export function versionUri(id: PaperId, title: string, side: Side, name: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${title}/${name}`, query: `${id}.${side}` });
}

/** Registers read-only documents that hold title and abstract of the two versions of a paper. */
export function registerVersionDocuments(
  texts: (id: PaperId) => Promise<VersionTexts | undefined>,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async ({ query }) => {
        const [, id = '', side] = /^([a-z0-9-]+)\.(before|now)$/u.exec(query) ?? [];
        const both = await texts(id);
        return side === 'before' ? both?.before : both?.now;
      },
    }),
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document.uri.scheme !== scheme || document.languageId === language) return;
      vscode.languages.setTextDocumentLanguage(document, language).then(undefined, (error: unknown) => {
        // The document may have been closed meanwhile.
        if (!document.isClosed) throw error;
      });
    }),
  );
}
