import * as vscode from 'vscode';
import type { CitationFormat } from '../../core/citations/cite';
import type { Paper, PaperId } from '../../core/library/paper';
import { pluralize } from '../../core/text/pluralize';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import type { Services } from '../../services/services';

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
];

const copyButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('copy'),
  tooltip: 'Copy Instead',
};

/** Writes citations of papers to a file, or copies them. From the palette without a paper all of the library. */
export async function exportCitations(services: Services, args: readonly unknown[]): Promise<void> {
  await services.ready();
  const papers = await chosenPapers(services, args);
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
    defaultUri: defaultFile(`papers.${chosen.ending}`),
    filters: { [chosen.label]: [chosen.ending] },
  });
  if (!file) return;
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  const choice = await showInformation(
    `Exported ${count} to ${vscode.workspace.asRelativePath(file)}.`,
    'Show',
  );
  if (choice !== undefined) await vscode.window.showTextDocument(file);
}

/** The papers of the rows or of the reader; those of a tag or a search by its row; else all after a question. */
async function chosenPapers(
  { views, state, service }: Services,
  args: readonly unknown[],
): Promise<readonly Paper[]> {
  const { papers } = await views.resolve(args);
  const known = (ids: Iterable<PaperId>): readonly Paper[] =>
    Array.from(ids).flatMap((id) => state.paper(id) ?? []);
  if (papers.length > 0) return known(new Set(papers));
  const all = known(service.library.paperIds());
  if (all.length === 0)
    throw new UserFacingError('The library has no papers yet. Import a digest or add a paper first.');
  return all;
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

function defaultFile(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder ? vscode.Uri.joinPath(folder.uri, name) : vscode.Uri.file(name);
}
