import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { frontMatterFolding } from './frontMatterFolding';
import { NoteCompletion } from './noteCompletion';
import { NoteDiagnosticsView } from './noteDiagnosticsView';
import { paperOfNote } from '../../../services/notes/noteUri';
import type { Services } from '../../../services/services';
import { referenceAt } from '../../../core/notes/language/noteReferences';
import { collapseWhitespace } from '../../../core/text/collapseWhitespace';
import { truncate } from '../../../core/text/truncate';
import { escapeMarkdown } from '../../../core/text/markdownText';
import { paperLink } from '../../../services/library/paperUri';
import { plainAbstract, plainTitle } from '../../../services/search/plainText';
import { rangeOf } from '../../../platform/vscode/ui/documentRange';

/** Notes are Markdown. For other Markdown files the providers return nothing. */
const selector: vscode.DocumentSelector = { language: 'markdown' };

/** Completion, links, hovers, diagnostics and quick fixes in notes, from the first note that is opened. */
export function registerNoteLanguage(services: Services): Disposable {
  const own = new DisposableStore();
  const start = (): void => {
    waiting.dispose();
    own.add(registerProviders(services));
  };
  const isNote = ({ uri }: vscode.TextDocument): boolean => paperOfNote(services, uri) !== undefined;
  const waiting = own.add(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (isNote(document)) start();
    }),
  );
  if (vscode.workspace.textDocuments.some(isNote)) start();
  return own;
}

function registerProviders(services: Services): vscode.Disposable {
  const completion = new NoteCompletion(services);
  const links = new NoteLinks(services);
  const diagnostics = new NoteDiagnosticsView(services);
  return vscode.Disposable.from(
    vscode.languages.registerCompletionItemProvider(selector, completion, '[', '/', '-', ' '),
    vscode.languages.registerFoldingRangeProvider(selector, {
      provideFoldingRanges: (document, context, token) =>
        paperOfNote(services, document.uri) === undefined
          ? []
          : frontMatterFolding.provideFoldingRanges(document, context, token),
    }),
    vscode.languages.registerDocumentLinkProvider(selector, links),
    vscode.languages.registerHoverProvider(selector, links),
    vscode.languages.registerCodeActionsProvider(selector, diagnostics, {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    diagnostics,
  );
}

/** In UTF-16 units. */
const abstractLength = 400;

/** Leads from the papers that a note names to the reader, and shows what they are. */
class NoteLinks implements vscode.DocumentLinkProvider, vscode.HoverProvider {
  constructor(private readonly services: Services) {}

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    if (paperOfNote(this.services, document.uri) === undefined) return [];
    const found = await this.services.codec.noteReferences(document.getText());
    return found.flatMap((reference) => {
      const paper = this.services.state.paper(reference.paperId);
      if (!paper) return [];
      return [paperLink(rangeOf(document, reference), paper.id, plainTitle(paper))];
    });
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    if (paperOfNote(this.services, document.uri) === undefined) return undefined;
    const offset = document.offsetAt(position);
    const references = await this.services.codec.noteReferences(document.getText());
    const found = referenceAt(references, offset);
    const paper = found && this.services.state.paper(found.paperId);
    if (!paper) return undefined;
    return new vscode.Hover(hoverText(plainTitle(paper), plainAbstract(paper)), rangeOf(document, found));
  }
}

/** Neither trusted nor HTML, and all of it escaped: titles and abstracts are anybody's text. */
function hoverText(title: string, abstract: string): vscode.MarkdownString {
  const shown = [
    `**${escapeMarkdown(collapseWhitespace(title))}**`,
    escapeMarkdown(truncate(collapseWhitespace(abstract), abstractLength)),
  ];
  const text = new vscode.MarkdownString(shown.join('\n\n'));
  text.isTrusted = false;
  text.supportHtml = false;
  return text;
}
