import * as vscode from 'vscode';
import { readerViewType } from '../../services/reader/reader';
import type { Services } from '../../services/services';
import { registerPaperFileSystem } from './paperFileSystem';
import type { Disposable } from '../../core/base/disposable';
import { pageActions } from '../../protocol/messages';
import { type CommandMap, mapCommands, registerCommands } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { citation, paperAddress, paperMarkdown, plainText } from '../../services/reader/copyText';
import type { ReaderView } from '../../services/reader/readerView';

/** Registers the reader as the editor of `paper:` resources, their text, and the commands that open and step papers. */
export function registerReader(_context: vscode.ExtensionContext, services: Services): vscode.Disposable {
  return vscode.Disposable.from(
    registerPaperFileSystem(services.readerModel),
    vscode.window.registerCustomEditorProvider(readerViewType, services.reader, {
      supportsMultipleEditorsPerDocument: true,
      webviewOptions: { enableFindWidget: true },
    }),
    registerReaderCommands(services),
  );
}

/** Undefined where the paper has nothing of the kind. */
type Copy = (view: ReaderView) => string | undefined;

const copies = {
  'reader.copyTitle': (view) => plainText(view.titleTokens),
  'reader.copyAbstract': (view) => plainText(view.abstractTokens),
  'reader.copyMarkdown': paperMarkdown,
  'reader.copyLink': (view) => paperAddress(view.paper),
  'reader.copyCitation': citation,
} as const satisfies CommandMap<Copy>;

/** Registers the commands that open papers, those that go to the next one, and those of the reader in front. */
function registerReaderCommands(services: Services): Disposable {
  const { reader } = services;
  return registerCommands(
    {
      openPaper: (...args) => open(services, args, false),
      openToSide: (...args) => open(services, args, true),
      nextPaper: (...args) => step(services, args, 1),
      previousPaper: (...args) => step(services, args, -1),
      ...Object.fromEntries(
        pageActions.map((action) => [`reader.${action}`, () => reader.activePanel?.perform(action)]),
      ),
      ...mapCommands(copies, (textOf) => () => copy(services, textOf)),
    },
    services.reporter,
  );
}

async function open({ views, reader }: Services, args: readonly unknown[], toSide: boolean): Promise<void> {
  const { papers } = await views.resolve(args);
  for (const id of papers) await reader.open(id, { toSide, preview: papers.length === 1 });
}

/** In a view, shows the next row's paper and leaves the keyboard there; in the reader, takes its place. */
async function step({ views, reader }: Services, args: readonly unknown[], by: 1 | -1): Promise<void> {
  const target = await views.resolve(args);
  if (!target.tree) {
    await reader.activePanel?.step(by);
    return;
  }
  const next = views.step(target, by);
  if (!next) return;
  await next.reveal();
  await reader.open(next.paperId, { preserveFocus: true });
}

async function copy({ reader, readerModel }: Services, textOf: Copy): Promise<void> {
  const view = reader.activePaper === undefined ? undefined : await readerModel.view(reader.activePaper);
  const text = view && textOf(view);
  if (text) {
    await vscode.env.clipboard.writeText(text);
    vscode.window.setStatusBarMessage('Copied', 2000);
  } else if (view) {
    void showInformation(
      'The digest gives nothing of this kind for this paper. Choose Refresh Details to look for it.',
    );
  }
}
