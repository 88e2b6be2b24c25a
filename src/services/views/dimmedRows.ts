import * as vscode from 'vscode';

const folder = '/hidden';

/** The address of a paper whose row is to be dimmed: it opens the same paper, and decorations tell it from others. */
export function dimmedUri(paper: vscode.Uri): vscode.Uri {
  return paper.with({ path: `${folder}${paper.path}` });
}

/** Dims rows whose resource is a {@link dimmedUri}, in the theme's own colour for what is disabled. */
export function registerDimmedRows(): vscode.Disposable {
  const dimmed = new vscode.FileDecoration();
  dimmed.color = new vscode.ThemeColor('disabledForeground');
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme, path }) =>
      scheme === 'paper' && path.startsWith(`${folder}/`) ? dimmed : undefined,
  });
}
