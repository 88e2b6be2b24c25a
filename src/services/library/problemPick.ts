import * as vscode from 'vscode';
import type { Problem } from '../../core/library/parsedDigest';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

export interface ProblemSource {
  readonly name: string;
  /** The text, for a person to look at. */
  open(): Thenable<vscode.TextDocument>;
  readonly problems: readonly Problem[];
}

/** Lists what could not be read; choosing a row opens the source at its line. */
export async function showProblems(sources: readonly ProblemSource[]): Promise<void> {
  const rows = sources.flatMap((source) =>
    source.problems.map(({ line, message }) =>
      plainRow({
        label: shownMessage(message),
        description: l10n.t('{0}, line {1}', source.name, line),
        source,
        line,
      }),
    ),
  );
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('What could not be read'),
    placeHolder: l10n.t('Choose a row to open the text at that line'),
    matchOnDescription: true,
  });
  if (!chosen) return;
  const at = new vscode.Position(chosen.line - 1, 0);
  await vscode.window.showTextDocument(await opened(chosen.source), { selection: new vscode.Range(at, at) });
}

async function opened(source: ProblemSource): Promise<vscode.TextDocument> {
  try {
    return await source.open();
  } catch (cause) {
    throw new UserFacingError(l10n.t('“{0}” cannot be shown as text, or is no longer there.', source.name), {
      cause,
    });
  }
}
