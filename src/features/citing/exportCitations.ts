import * as vscode from 'vscode';
import type { CitationFormat } from '../../core/citations/cite';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showWithActions } from '../../platform/vscode/ui/showWithActions';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { dialogStart, writeText } from '../../services/views/fileDialogs';
import { papersInScope, paperScope } from '../../services/views/paperScope';

interface CitationFile {
  readonly label: string;
  readonly description: string;
  readonly format: CitationFormat;
  readonly ending: string;
}

const formats = (): readonly CitationFile[] => [
  { label: 'BibTeX', description: '.bib', format: 'bibtex', ending: 'bib' },
  { label: 'BibLaTeX', description: '.bib', format: 'biblatex', ending: 'bib' },
  {
    label: 'CSL-JSON',
    description: l10n.t('.json, for pandoc and Zotero'),
    format: 'csl-json',
    ending: 'json',
  },
  { label: 'RIS', description: l10n.t('.ris, for reference managers'), format: 'ris', ending: 'ris' },
  { label: 'APA', description: l10n.t('References as plain text'), format: 'apa', ending: 'txt' },
  { label: 'IEEE', description: l10n.t('References as plain text'), format: 'ieee', ending: 'txt' },
];

/** Writes citations of papers, of a tag, of a search or of all to a file, or copies them. */
export async function exportCitations(services: Services, args: readonly unknown[]): Promise<void> {
  await services.ready();
  const scope = await paperScope(services, args, l10n.t('Export Citations'));
  if (!scope) return;
  const ids = await papersInScope(services, scope);
  const papers = ids.flatMap((id) => services.state.paper(id) ?? []);
  if (papers.length === 0) throw new UserFacingError(l10n.t('There are no papers to cite.'));
  const chosen = await askFormat(papers.length);
  if (!chosen) return;
  const text = await services.citations.cite(papers, chosen.format);
  const count = citationCount(papers.length);
  if (chosen.isCopied) {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(l10n.t('Copied {0}', count), 3000);
    return;
  }
  const file = await vscode.window.showSaveDialog({
    title: l10n.t('Export Citations'),
    ...dialogStart(services.host, `papers.${chosen.ending}`),
    filters: { [chosen.label]: [chosen.ending] },
  });
  if (!file) return;
  await writeText(file, text);
  const message = l10n.t('Exported {0} to {1}.', count, vscode.workspace.asRelativePath(file));
  showWithActions(services.reporter, message, {
    [l10n.t('Show')]: () => vscode.window.showTextDocument(file),
  });
}

function citationCount(count: number): string {
  return count === 1 ? l10n.t('1 citation') : l10n.t('{0} citations', count);
}

function askFormat(papers: number): Promise<
  | {
      readonly format: CitationFormat;
      readonly label: string;
      readonly ending: string;
      readonly isCopied: boolean;
    }
  | undefined
> {
  return new Promise((resolve) => {
    const pick = vscode.window.createQuickPick<vscode.QuickPickItem & CitationFile>();
    pick.title = papers === 1 ? l10n.t('Export 1 Citation') : l10n.t('Export {0} Citations', papers);
    pick.placeholder = l10n.t('In which format? The button at the end of a row copies instead');
    const copyButton: vscode.QuickInputButton = {
      iconPath: new vscode.ThemeIcon('copy'),
      tooltip: l10n.t('Copy Instead'),
    };
    pick.items = formats().map((format) => ({ ...format, buttons: [copyButton] }));
    const choose = (item: CitationFile | undefined, isCopied: boolean): void => {
      if (item) resolve({ format: item.format, label: item.label, ending: item.ending, isCopied });
      pick.hide();
    };
    pick.onDidAccept(() => choose(pick.activeItems[0], false));
    pick.onDidTriggerItemButton(({ item }) => choose(item, true));
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
