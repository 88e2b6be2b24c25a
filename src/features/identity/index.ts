import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import type { Paper, PaperId, PaperRecord } from '../../core/library/paper';
import { titleLikeness } from '../../core/library/titleLikeness';
import { truncate } from '../../core/text/truncate';
import { UserFacingError, registerCommands } from '../../platform/vscode/ui/commands';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { l10n } from '../../platform/vscode/ui/l10n';
import type { PaperPart } from '../../services/identity/paperIdentity';
import { plain } from '../../core/tex/plain';
import { shortTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';
import { noPaperMessage } from '../../services/views/viewRegistry';

/** Papers that are offered for merging with one, at most. */
const mostCandidates = 20;
/** The longest title in messages, in UTF-16 units. */
const longestTitle = 60;

/** Registers the commands that merge and split papers. */
export function registerIdentity(_context: vscode.ExtensionContext, services: Services): Disposable {
  return registerCommands(
    {
      mergePapers: (...args) => mergePapers(services, args),
      splitPaper: (...args) => splitPaper(services, args),
    },
    services.reporter,
  );
}

async function mergePapers(services: Services, args: readonly unknown[]): Promise<void> {
  await services.ready();
  const given = await papersOf(services, args);
  const [first] = given;
  if (!first) throw new UserFacingError(noPaperMessage);
  const other = given.length > 1 ? undefined : await chooseOther(services, first);
  const papers = other ? [first, other] : given;
  if (papers.length < 2) return;
  const step = await services.identity.merge(papers.map(({ id }) => id));
  const merged = services.state.paper(first.id) ?? first;
  services.history.offerUndo(
    l10n.t('{0} papers are one now: “{1}”.', papers.length, shortTitle(merged, longestTitle)),
    step,
  );
}

/** The papers of the library that a command is about, each once. */
async function papersOf(
  { views, libraryService }: Services,
  args: readonly unknown[],
): Promise<readonly Paper[]> {
  const [first] = args;
  const isList = Array.isArray(first) && first.every((one): one is string => typeof one === 'string');
  const ids: readonly PaperId[] = isList ? first : (await views.resolve(args)).papers;
  const papers = ids.flatMap((id) => libraryService.library.paper(id) ?? []);
  if (ids.length > 0 && papers.length === 0)
    throw new UserFacingError(
      l10n.t('This paper is known from its note only. Import a digest that lists it first.'),
    );
  return [...new Map(papers.map((paper) => [paper.id, paper])).values()];
}

/** The paper to merge with another: a person chooses among those that are most alike. */
async function chooseOther(services: Services, paper: Paper): Promise<Paper | undefined> {
  const rows = candidates(services, paper).then((papers) =>
    papers.map((other) => plainRow({ ...describe(other), other })),
  );
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Merge Papers'),
    placeHolder: l10n.t('Which paper is the same as “{0}”?', shortTitle(paper, longestTitle)),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return chosen?.other;
}

/** Related papers and papers that have words of the title; those with the most similar titles come first. */
async function candidates({ search, libraryService }: Services, paper: Paper): Promise<readonly Paper[]> {
  // Without operators of queries.
  const words = plain(paper.title)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const found = await Promise.all([
    search.related(paper.id, mostCandidates),
    words === '' ? [] : search.search(words, mostCandidates).then(({ hits }) => hits),
  ]);
  const ids = new Set(found.flat().map(({ id }) => libraryService.library.idOf(id)));
  return [...ids]
    .filter((id) => id !== paper.id)
    .flatMap((id) => libraryService.library.paper(id) ?? [])
    .map((other) => ({ other, likeness: titleLikeness(paper.title, other.title) }))
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, mostCandidates)
    .map(({ other }) => other);
}

async function splitPaper(services: Services, args: readonly unknown[]): Promise<void> {
  await services.ready();
  const paper = await paperToSplit(services, args);
  if (!paper) return;
  const parts = services.identity.partsOf(paper.id);
  const title = shortTitle(paper, longestTitle);
  if (parts.length < 2)
    throw new UserFacingError(
      l10n.t(
        'All entries of “{0}” have the same identifier, or the same title and author: there is nothing to split.',
        title,
      ),
    );
  const split = await chooseParts(parts, title);
  if (!split) return;
  const step = await services.identity.split(paper.id, new Set(split.map(({ key }) => key)));
  services.history.offerUndo(l10n.t('“{0}” is two papers now.', title), step);
}

/** The paper that is given; of several a person chooses one. */
async function paperToSplit(services: Services, args: readonly unknown[]): Promise<Paper | undefined> {
  const given = await papersOf(services, args);
  if (given.length === 0) throw new UserFacingError(noPaperMessage);
  const papers = given.filter(({ id }) => services.libraryService.library.isMerged(id));
  if (papers.length < 2) return papers[0] ?? given[0];
  const rows = papers.map((paper) => plainRow({ ...describe(paper), paper }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Split Paper'),
    placeHolder: l10n.t('Which paper is more than one?'),
  });
  return chosen?.paper;
}

/** The entries that are another paper; undefined if a person chose none, or all. */
async function chooseParts(
  parts: readonly PaperPart[],
  title: string,
): Promise<readonly PaperPart[] | undefined> {
  const rows = parts.map((part, at) =>
    plainRow({ ...describe(part.record), part, picked: at === parts.length - 1 }),
  );
  const chosen = await vscode.window.showQuickPick(rows, {
    title: l10n.t('Split “{0}”', title),
    // Short, because a count and a button take part of the box.
    placeHolder: l10n.t('Which are another paper? The note stays with the rest.'),
    canPickMany: true,
  });
  if (!chosen || chosen.length === 0) return undefined;
  if (chosen.length === parts.length)
    throw new UserFacingError(l10n.t('Leave at least one entry for the paper that is there.'));
  return chosen.map(({ part }) => part);
}

/** The row of a paper or an entry, with details that distinguish it from the others. */
function describe(paper: PaperRecord): vscode.QuickPickItem {
  const { arxivId, doi, venue, year, authors = [] } = paper;
  const identifiers = [
    ...(arxivId === undefined ? [] : [`arXiv ${arxivId}`]),
    ...(doi === undefined ? [] : [doi]),
  ];
  const published = [venue, year].filter((known) => known !== undefined).join(' ');
  return {
    label: plain(paper.title),
    description: identifiers.length > 0 ? identifiers.join(' · ') : l10n.t('no identifier'),
    detail: [truncate(authors.join(', '), 120), published].filter(Boolean).join(' · '),
  };
}
