import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/library/paper';
import type { Reference } from '../../core/references/reference';
import { commandId } from '../../platform/vscode/ui/commands';
import { paperLink, paperUri } from '../../services/library/paperUri';
import { locationOf } from '../../services/references/placeLabel';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import type { DocumentReferences } from './documentReferences';
import { referenceHover } from './referenceHover';
import { rangeOf } from '../../platform/vscode/ui/documentRange';

/** Links, hovers, definitions, references and lenses of the places in documents that name papers. */
export class ReferenceProviders
  implements
    vscode.DocumentLinkProvider,
    vscode.HoverProvider,
    vscode.DefinitionProvider,
    vscode.ReferenceProvider,
    vscode.CodeLensProvider
{
  readonly #lensesChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#lensesChanged.event;

  constructor(
    private readonly services: Services,
    private readonly documents: DocumentReferences,
  ) {}

  /** The known papers have changed. */
  changed(): void {
    this.#lensesChanged.fire();
  }

  async provideDocumentLinks(document: vscode.TextDocument): Promise<vscode.DocumentLink[]> {
    const found = await this.documents.of(document);
    return found.flatMap((reference) => {
      const paper = this.#paper(reference.paperId);
      return paper ? [paperLink(rangeOf(document, reference), paper.id, plainTitle(paper))] : [];
    });
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const reference = await this.documents.at(document, position);
    if (!reference) return undefined;
    this.services.reporter.watch(this.services.references.use());
    const text = referenceHover(this.services, reference);
    return text && new vscode.Hover(text, rangeOf(document, reference));
  }

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[]> {
    const reference = await this.documents.at(document, position);
    if (!reference) return [];
    const paper = this.#paper(reference.paperId);
    const target = paper ? paperUri(paper.id, plainTitle(paper)) : await this.#entryPlace(reference);
    if (!target) return [];
    const [uri, range] =
      target instanceof vscode.Location ? [target.uri, target.range] : [target, new vscode.Range(0, 0, 0, 0)];
    return [{ originSelectionRange: rangeOf(document, reference), targetUri: uri, targetRange: range }];
  }

  async provideReferences(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Location[]> {
    const reference = await this.documents.at(document, position);
    if (reference?.paperId === undefined) return [];
    await this.services.references.use();
    return this.services.references.of(reference.paperId).map(locationOf);
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!vscode.workspace.getConfiguration('dailyPapers', document).get<boolean>('references.codeLens'))
      return [];
    const found = await this.documents.of(document);
    const shown = new Set<string>();
    return found.flatMap((reference) => {
      const paper = this.#paper(reference.paperId);
      // A line may name a paper by its title and by its id.
      const place = `${document.positionAt(reference.start).line} ${paper?.id ?? ''}`;
      if (!paper || shown.has(place)) return [];
      shown.add(place);
      const command = { title: plainTitle(paper), command: commandId('openPaper'), arguments: [paper.id] };
      return [new vscode.CodeLens(rangeOf(document, reference), command)];
    });
  }

  #paper(id: PaperId | undefined): Paper | undefined {
    return id === undefined ? undefined : this.services.state.paper(id);
  }

  /** The entry of a citation key whose paper the library does not hold. */
  async #entryPlace({ kind, value }: Reference): Promise<vscode.Location | undefined> {
    if (kind !== 'citation') return undefined;
    await this.services.references.use();
    const entry = this.services.references.entry(value);
    return entry && new vscode.Location(vscode.Uri.parse(entry.uri), new vscode.Position(entry.line, 0));
  }
}
