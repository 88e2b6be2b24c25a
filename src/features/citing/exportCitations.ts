import * as vscode from 'vscode';
import type { CitationFormat } from '../../core/citations/cite';
import { pluralize } from '../../core/text/pluralize';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import type { Services } from '../../services/services';
import { dialogStart, writeText } from '../../services/views/fileDialogs';
import { papersInScope, paperScope } from '../../services/views/paperScope';

const formats: readonly {
  readonly label: string;
  readonly description: string;
  readonly format: CitationFormat;
  readonly ending: string;
}[] = [
  { label: 'BibTeX', description: '.bib', format: 'bibtex', ending: 'bib' },
  { label: 'BibLaTeX', description: '.bib', format: 'biblatex', ending: 'bib' },
  { label: 'CSL-JSON', description: '.json, for pandoc and Zotero', format: 'csl-json', ending: 'json' },
  { label: 'RIS', description: '.ris, for reference managers', format: 'ris', ending: 'ris' },
  { label: 'APA', description: 'References as plain text', format: 'apa', ending: 'txt' },
  { label: 'IEEE', description: 'References as plain text', format: 'ieee', ending: 'txt' },
];

const copyButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('copy'),
  tooltip: 'Copy Instead',
};

/** Writes citations of papers, of a tag, of a search or of all to a file, or copies them. */
export async function exportCitations(services: Services, args: readonly unknown[]): Promise<void> {
  await services.ready();
  const scope = await paperScope(services, args, 'Export Citations');
  if (!scope) return;
  const ids = await papersInScope(services, scope);
  const papers = ids.flatMap((id) => services.state.paper(id) ?? []);
  if (papers.length === 0) throw new UserFacingError('There are no papers to cite.');
  const chosen = await askFormat(papers.length);
  if (!chosen) return;
  const text = await services.citations.cite(papers, chosen.format);
  const count = pluralize(papers.length, 'citation');
  if (chosen.isCopied) {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage(`Copied ${count}`, 3000);
    return;
  }
  const file = await vscode.window.showSaveDialog({
    title: 'Export Citations',
    ...dialogStart(services.host, `papers.${chosen.ending}`),
    filters: { [chosen.label]: [chosen.ending] },
  });
  if (!file) return;
  await writeText(file, text);
  const choice = await showInformation(
    `Exported ${count} to ${vscode.workspace.asRelativePath(file)}.`,
    'Show',
  );
  if (choice !== undefined) await vscode.window.showTextDocument(file);
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
    const pick = vscode.window.createQuickPick<vscode.QuickPickItem & (typeof formats)[number]>();
    pick.title = `Export ${pluralize(papers, 'Citation')}`;
    pick.placeholder = 'In which format? The button at the end of a row copies instead';
    pick.items = formats.map((format) => ({ ...format, buttons: [copyButton] }));
    const choose = (item: (typeof formats)[number] | undefined, isCopied: boolean): void => {
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
