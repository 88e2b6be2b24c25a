import type * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { recordPatches } from '../../core/history/storeChanges';
import type { PaperId } from '../../core/library/paper';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { Services } from '../../services/services';
import { trackNotes } from '../../services/views/trackNotes';
import { noPaperMessage } from '../../services/views/viewRegistry';
import type { PaperTree } from '../../services/views/paperTree';
import { type TagNode, tagNode } from '../../services/views/treeNodes';
import { registerTagCommands } from './tagCommands';
import { pickTags } from './tagPick';
import { TagTreeModel } from './tagTreeModel';

/** Registers the view Tags, and the commands on tags: of papers, and across all notes. */
export function registerTags(_context: vscode.ExtensionContext, services: Services): Disposable {
  const { views, reader, notes, reporter } = services;
  const own = new DisposableStore();
  const tree = views.create(new TagTreeModel(services));
  own.add(registerTagCommands(services));
  own.add(
    registerCommands(
      { editTags: async (...args) => editTags(services, (await views.resolve(args)).papers) },
      reporter,
    ),
  );
  own.add(
    trackNotes(
      notes,
      ({ tags }) => tags.length > 0,
      (isAny) => void contextKeys.hasTags.set(isAny),
    ),
  );
  own.add(
    reader.onDidRequest((request) => {
      if (request.type === 'editTags') reporter.watch(editTags(services, [request.paperId]));
      if (request.type === 'revealTag') reporter.watch(revealTag(tree, request.tag));
    }),
  );
  return own;
}

async function editTags(services: Services, ids: readonly PaperId[]): Promise<void> {
  const { notes, state, history, reader, notesFolderController } = services;
  if (ids.length === 0) throw new UserFacingError(noPaperMessage);
  await notes.ready();
  const subjects = ids.flatMap((id) => state.noteSubject(id) ?? []);
  const [first] = subjects;
  if (!first) return;
  const change = await pickTags({
    title:
      subjects.length === 1
        ? l10n.t('Tags: {0}', first.title)
        : l10n.t('Tags of {0} papers', subjects.length),
    papers: subjects.map(({ id }) => state.tags(id)),
    inUse: state.tagCounts(),
  });
  if (!change || change.add.length + change.remove.length === 0) return;
  await history.record(l10n.t('Edit Tags'), async (record) => {
    const onPatch = recordPatches(notes, record);
    for (const subject of subjects) {
      const saved = await notes.update(
        subject,
        { addTags: change.add, removeTags: change.remove },
        { onPatch },
      );
      if (!saved.ok) throw new UserFacingError(saved.error.message, { cause: saved.error.cause });
    }
  });
  reader.keepOpen(ids);
  notesFolderController.tellWhereOnce();
}

/** Shows the papers under a tag. */
async function revealTag(tree: PaperTree, tag: string): Promise<void> {
  const levels = tag.split('/');
  let node: TagNode | undefined;
  for (const index of levels.keys()) node = tagNode(levels.slice(0, index + 1).join('/'), node);
  if (node) await tree.reveal(node, { focus: true, expand: true });
}
