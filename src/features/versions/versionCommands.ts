import * as vscode from 'vscode';
import type { Note } from '../../core/notes/note';
import type { Paper, PaperId } from '../../core/library/paper';
import type { VersionUpdates } from '../../core/versions/versionUpdates';
import { annotatedVersionName, currentVersionName } from '../../core/versions/updateMessages';
import type { VersionUpdate } from '../../core/versions/findVersionUpdate';
import { registerCommands, type FailureReporter } from '../../platform/vscode/ui/commands';
import { showInformation } from '../../platform/vscode/ui/messages';
import { registerVersionDocuments, versionUri } from './versionDocuments';

export interface VersionDeps {
  readonly versions: VersionUpdates;
  readonly reporter: FailureReporter;
  /** Resolves once papers, notes and what was seen have been read. */
  readonly ready: () => Promise<void>;
  /** The papers that a command is about, from the arguments that VS Code called it with. */
  papers(args: readonly unknown[]): Promise<readonly PaperId[]>;
  paper(id: PaperId): Paper | undefined;
  note(id: PaperId): Note | undefined;
  /** The title as people read it. */
  title(paper: Paper): string;
  /** A title as a segment of a path. */
  segment(title: string): string;
}

/** A newer version, and the two documents that show what is new about it. */
interface Comparison {
  readonly id: PaperId;
  readonly news: VersionUpdate;
  readonly title: string;
  readonly before: vscode.Uri;
  readonly now: vscode.Uri;
  /** `v1 ↔ v3` */
  readonly names: string;
}

/** Registers what a person can do about newer versions. What the comparison has shown counts as seen. */
export function registerVersions(deps: VersionDeps): vscode.Disposable {
  const { versions, ready, reporter } = deps;
  return vscode.Disposable.from(
    registerVersionDocuments(async (id) => {
      await ready();
      return versions.texts(id);
    }),
    registerCommands(
      {
        showWhatChanged: async (...args) => {
          await ready();
          await show(deps, await deps.papers(args));
        },
      },
      reporter,
    ),
  );
}

async function show(deps: VersionDeps, ids: readonly PaperId[]): Promise<void> {
  const comparisons = ids.flatMap((id) => compare(deps, id) ?? []);
  if (comparisons.length === 0) {
    void showInformation(
      'No version is known that is newer than the one your note was written on. Choose Refresh Details to ask arXiv.',
    );
    return;
  }
  const changed = comparisons.filter(({ news }) => news.isChanged);
  // One tab for each, as papers open: what VS Code shows of several files in one does not wrap long lines on both sides.
  const preview = changed.length === 1;
  for (const { before, now, title, names } of changed)
    await vscode.commands.executeCommand('vscode.diff', before, now, `${title} (${names})`, { preview });
  for (const { news, title } of comparisons.filter(({ news }) => !news.isChanged))
    void showInformation(
      `Title and abstract of “${title}” are in v${news.to} what they were in v${news.from ?? 1}.`,
    );
  await deps.versions.markSeen(comparisons.map(({ id }) => id));
}

function compare(deps: VersionDeps, id: PaperId): Comparison | undefined {
  const [paper, note, news] = [deps.paper(id), deps.note(id), deps.versions.get(id)];
  if (!paper || !note || !news) return undefined;
  const title = deps.title(paper);
  const segment = deps.segment(title);
  const [earlier, later] = [annotatedVersionName(news, note), currentVersionName(news)];
  return {
    ...{ id: paper.id, news, title, names: `${earlier} ↔ ${later}` },
    before: versionUri(paper.id, segment, 'before', earlier),
    now: versionUri(paper.id, segment, 'now', later),
  };
}
