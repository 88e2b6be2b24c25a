import * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import {
  notationOf,
  quoteText,
  citationEdit,
  lastCommand,
  type CitationDetails,
} from '../../core/citations/notation';
import type { Paper, PaperId } from '../../core/library/paper';
import type { Passage } from '../../core/passages/notePassages';
import { askText } from '../../platform/vscode/ui/askText';
import { registerCommands, runCommand, UserFacingError } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { isNotebookCell } from '../../platform/vscode/ui/notebookCell';
import { l10n } from '../../platform/vscode/ui/l10n';
import {
  editBibliography,
  openBibliography,
  retryIfChanged,
} from '../../services/citations/bibliographyEditor';
import { plainQuote } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { checkBibliography } from './checkBibliography';
import { documentBibliography } from './documentBibliography';
import { exportCitations } from './exportCitations';
import { PaperPick, type PickedPapers } from './paperPick';
import { PassagePick } from './passagePick';
import { renameCitationKey } from './renameCitationKey';
import { entryCount, updateBibliography } from './updateBibliography';

/** Registers the commands that cite papers in documents, and those that search one's own passages. */
export function registerCiting(
  { workspaceState }: vscode.ExtensionContext,
  services: Services,
): vscode.Disposable {
  const citing = new Citing(services, workspaceState);
  return registerCommands(
    {
      insertCitation: (id) => citing.insertCitation(typeof id === 'string' ? id : undefined),
      'insertCitation.withDetails': () => citing.acceptWithDetails(),
      insertQuote: () => citing.insertQuote(),
      'passages.otherAction': () => citing.runOtherAction(),
      searchHighlights: () => citing.searchHighlights(),
      updateBibliography: () =>
        citing.withBibliography((document, uri) => updateBibliography(services, document, uri)),
      checkBibliography: () =>
        citing.withBibliography((document, uri) => checkBibliography(services, document, uri)),
      renameCitationKey: (to) =>
        renameCitationKey(services, editorInFront(), workspaceState, typeof to === 'string' ? to : undefined),
      exportCitations: (...args) => exportCitations(services, args),
    },
    services.reporter,
  );
}

/** @throws UserFacingError if no text is open */
function editorInFront(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (!editor)
    throw new UserFacingError(
      l10n.t('Open the document in which you want to cite, and put the cursor there.'),
    );
  return editor;
}

/** Writes citations into the document in front, and entries into its bibliography. */
class Citing {
  /** The lists that were opened last. */
  #papers: PaperPick | undefined;
  #passages: PassagePick | undefined;

  constructor(
    private readonly services: Services,
    private readonly memory: vscode.Memento,
  ) {}

  /** Runs a command on the document in front and its bibliography; does nothing if the person chose none. */
  async withBibliography(
    run: (document: vscode.TextDocument, bibliography: vscode.Uri) => Promise<void>,
  ): Promise<void> {
    const { document } = editorInFront();
    await this.services.ready();
    const uri = await documentBibliography(document, this.services, this.memory);
    if (typeof uri !== 'string') await run(document, uri);
  }

  /** @param id the paper to cite; the person chooses if it is left out or not in the library */
  async insertCitation(id?: PaperId): Promise<void> {
    const editor = editorInFront();
    await this.services.ready();
    const paper = id === undefined ? undefined : this.services.state.paper(id);
    const picked = paper ? { papers: [paper], withDetails: false } : await this.#pickPapers();
    if (!picked) return;
    const details = picked.withDetails ? await askDetails() : {};
    if (!details) return;
    const keys = await this.#addEntries(editor.document, picked.papers);
    if (!keys) return;
    const { document, selection } = editor;
    const text = document.getText();
    const edit = citationEdit(
      text,
      document.offsetAt(selection.active),
      keys,
      notationOf(languageOfDocument(document), text),
      details,
    );
    await insertAt(editor, edit.text);
  }

  #pickPapers(): Promise<PickedPapers | undefined> {
    this.#papers = new PaperPick(this.services, l10n.t('Insert Citation'));
    return this.#papers.picked;
  }

  async insertQuote(): Promise<void> {
    const editor = editorInFront();
    await this.services.ready();
    this.#passages = new PassagePick(
      this.services,
      l10n.t('Insert Quote'),
      {
        icon: 'quote',
        title: l10n.t('Insert'),
        run: (passage) => this.#insertPassage(editor, passage),
      },
      { icon: 'go-to-file', title: l10n.t('Show'), run: (passage) => this.#show(passage) },
    );
  }

  async searchHighlights(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    await this.services.ready();
    const show = {
      icon: 'go-to-file',
      title: l10n.t('Show'),
      run: (passage: Passage) => this.#show(passage),
    };
    const insert = {
      icon: 'quote',
      title: l10n.t('Insert into the Document'),
      run: (passage: Passage) => this.#insertPassage(editor ?? editorInFront(), passage),
    };
    const other = editor && insert;
    this.#passages = new PassagePick(this.services, l10n.t('Search Highlights and Notes'), show, other);
  }

  /** Accepts the list of papers that is open, and asks for a prefix and a page. */
  acceptWithDetails(): void {
    this.#papers?.accept(true);
  }

  /** Runs the second action of the list of passages that is open. */
  runOtherAction(): void {
    this.#passages?.runOther();
  }

  async #show({ paperId, highlightId }: Passage): Promise<void> {
    const { reader } = this.services;
    if (highlightId === undefined) await runCommand('openNote', paperId);
    else await reader.open(paperId, { highlight: highlightId });
  }

  async #insertPassage(editor: vscode.TextEditor, { paperId, highlightId, text }: Passage): Promise<void> {
    const paper = this.services.state.paper(paperId);
    if (!paper) throw new UserFacingError(l10n.t('The paper of this passage is no longer in the library.'));
    const [key] = (await this.#addEntries(editor.document, [paper])) ?? [];
    if (key === undefined) return;
    const { document, selection } = editor;
    const whole = document.getText();
    const notation = notationOf(languageOfDocument(document), whole);
    const command = lastCommand(whole, document.offsetAt(selection.active));
    // A formula stays TeX, which these documents take; damage in it is repaired.
    const words = highlightId === undefined ? text : plainQuote(text);
    const isInLine =
      document.lineAt(selection.active.line).text.slice(0, selection.active.character).trim() !== '';
    await insertAt(editor, `${isInLine ? '\n\n' : ''}${quoteText(words, key, notation, command)}`);
  }

  /** The keys of papers, once the bibliography of the document has their entries; undefined if the person left. */
  async #addEntries(
    document: vscode.TextDocument,
    papers: readonly Paper[],
  ): Promise<readonly string[] | undefined> {
    const { citations } = this.services;
    const uri = await documentBibliography(document, this.services, this.memory);
    if (uri === 'cancelled') return undefined;
    if (uri === 'none') return (await citations.cited(papers)).map(({ key }) => key);
    const { keys, added } = await retryIfChanged(() => this.#writeEntries(uri, papers));
    if (added > 0) {
      const where = vscode.workspace.asRelativePath(uri);
      vscode.window.setStatusBarMessage(l10n.t('Added {0} to {1}', entryCount(added), where), 5000);
    }
    return keys;
  }

  async #writeEntries(
    uri: vscode.Uri,
    papers: readonly Paper[],
  ): Promise<{ readonly keys: readonly string[]; readonly added: number }> {
    const bibliography = await openBibliography(uri, this.services.host.files);
    const { keys, changes } = await this.services.citations.entries(bibliography.text, papers);
    const added = changes.filter(({ change }) => change === 'added');
    await editBibliography(bibliography, added, this.services);
    return { keys, added: added.length };
  }
}

/** @throws UserFacingError if the document does not take the edit */
async function insertAt(editor: vscode.TextEditor, text: string): Promise<void> {
  // A cell cannot be shown apart from its notebook, which still shows it.
  const shown = isNotebookCell(editor.document)
    ? editor
    : await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  const written = await shown.edit((edit) => edit.replace(shown.selection, text));
  if (!written) void showInformation(l10n.t('The document could not be edited, so nothing was inserted.'));
}

async function askDetails(): Promise<CitationDetails | undefined> {
  const prefix = await askText({
    title: l10n.t('Insert Citation'),
    prompt: l10n.t('Before the citation; may be empty'),
    placeHolder: l10n.t('see'),
  });
  if (prefix === undefined) return undefined;
  const locator = await askText({
    title: l10n.t('Insert Citation'),
    prompt: l10n.t('Where in the paper; may be empty'),
    placeHolder: l10n.t('p. 5'),
  });
  return locator === undefined ? undefined : { prefix: prefix.trim(), locator: locator.trim() };
}
