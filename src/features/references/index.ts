import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import type { PaperId } from '../../core/library/paper';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { nextTurn } from '../../platform/common/nextTurn';
import { Debounce } from '../../platform/common/debounce';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { locationOf, placeLabel } from '../../services/references/placeLabel';
import type { Services } from '../../services/services';
import { noPaperMessage } from '../../services/views/viewRegistry';
import { addCodeToNote } from './addCodeToNote';
import { DocumentReferences } from './documentReferences';
import { GutterMarks } from './gutterMarks';
import { linkToPaper } from './linkToPaper';
import { ReferenceCompletion } from './referenceCompletion';
import { ReferenceDiagnostics } from './referenceDiagnostics';
import { ReferenceProviders } from './referenceProviders';
import { type Grouping, ReferenceTreeModel } from './referenceTreeModel';

/** Registers the view References, what editors show of papers that a document names, and the commands about both. */
export function registerReferences(context: vscode.ExtensionContext, services: Services): Disposable {
  const own = new DisposableStore();
  const { show, group, refresh } = createView(services, context.workspaceState);
  own.add(
    registerCommands(
      {
        showReferences: async (...args) => {
          const { paper: id } = await services.views.resolve(args);
          if (id === undefined) throw new UserFacingError(noPaperMessage);
          await show(id);
        },
        groupReferencesByPaper: () => group('paper'),
        groupReferencesByFile: () => group('file'),
        linkToPaper: (given) => linkToPaper(services, given),
        addCodeToNote: (given) => addCodeToNote(services, given),
      },
      services.reporter,
    ),
  );
  own.add(services.references.onDidChange(refresh));
  own.add(
    services.reader.onDidRequest((request) => {
      if (request.type === 'openPlace') services.reporter.watch(openPlace(services, request));
      if (request.type === 'showReferences') services.reporter.watch(show(request.paperId));
    }),
  );
  // Deferred, because activation does not need the providers.
  nextTurn(() => own.add(registerProviders(context, services)));
  return own;
}

interface ReferencesView {
  /** Opens the view with the places of a paper in sight. */
  readonly show: (id: PaperId) => Promise<void>;
  readonly group: (by: Grouping) => Promise<void>;
  /** The list may have changed. */
  readonly refresh: () => void;
}

const groupingKey = 'references.grouping';

function createView(services: Services, memory: vscode.Memento): ReferencesView {
  const { views, libraryService } = services;
  const stored = memory.get<unknown>(groupingKey) === 'file' ? 'file' : 'paper';
  const model = new ReferenceTreeModel(services, stored);
  const tree = views.create(model);
  void contextKeys.referencesGrouping.set(stored);
  const group = async (by: Grouping): Promise<void> => {
    model.grouping = by;
    await contextKeys.referencesGrouping.set(by);
    await memory.update(groupingKey, by);
    tree.refresh();
  };
  return {
    group,
    refresh: () => tree.refresh(),
    show: async (id) => {
      if (model.grouping !== 'paper') await group('paper');
      await vscode.commands.executeCommand(`${model.viewId}.focus`);
      const row = await tree.findRow(libraryService.library.idOf(id));
      if (row) await tree.reveal(row, { focus: true, expand: true });
    },
  };
}

/** Opens a place that the reader lists. */
async function openPlace(
  { references }: Services,
  { paperId, label }: { readonly paperId: PaperId; readonly label: string },
): Promise<void> {
  const place = references.of(paperId).find((one) => placeLabel(one) === label);
  if (!place) return;
  const { uri, range } = locationOf(place);
  await vscode.commands.executeCommand('vscode.open', uri, { selection: range });
}

/** All documents; those that a person does not write, such as output, are excluded by their scheme. */
const everywhere: vscode.DocumentSelector = { pattern: '**' };

function registerProviders(context: vscode.ExtensionContext, services: Services): Disposable {
  const { languages } = vscode;
  const own = new DisposableStore();
  const documents = new DocumentReferences(services);
  const providers = new ReferenceProviders(services, documents);
  const marks = own.add(
    new GutterMarks(vscode.Uri.joinPath(context.extensionUri, 'media'), services, documents),
  );
  const diagnostics = own.add(new ReferenceDiagnostics(services, documents));
  const links = own.add(new RefreshedLinks(providers));
  const changed = (): void => {
    documents.invalidate();
    links.refreshSoon();
    providers.changed();
    marks.drawSoon();
    diagnostics.reportSoon();
  };
  own.add(services.references.onDidChange(changed));
  own.add(services.libraryService.library.onDidChange(changed));
  own.add(languages.registerHoverProvider(everywhere, providers));
  own.add(languages.registerDefinitionProvider(everywhere, providers));
  own.add(languages.registerReferenceProvider(everywhere, providers));
  own.add(languages.registerCodeLensProvider(everywhere, providers));
  const completion = new ReferenceCompletion(services);
  own.add(languages.registerCompletionItemProvider(everywhere, completion, ':', '[', '@', '{', ','));
  return own;
}

/** After the last change, in milliseconds. */
const linksSettleFor = 500;

/**
 * Registers the links of documents again when what is known of papers has changed. VS Code has no event for that, and would
 * show the links of citation keys only after the next change of a document that was open before the bibliographies were read.
 */
class RefreshedLinks implements Disposable {
  #registered: vscode.Disposable;
  readonly #refresh = new Debounce(() => this.#registerAgain(), { delay: linksSettleFor });

  constructor(private readonly provider: vscode.DocumentLinkProvider) {
    this.#registered = this.#register();
  }

  refreshSoon(): void {
    this.#refresh.request();
  }

  dispose(): void {
    this.#refresh.dispose();
    this.#registered.dispose();
  }

  #registerAgain(): void {
    const before = this.#registered;
    this.#registered = this.#register();
    before.dispose();
  }

  #register(): vscode.Disposable {
    return vscode.languages.registerDocumentLinkProvider(everywhere, this.provider);
  }
}
