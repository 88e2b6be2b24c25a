import * as vscode from 'vscode';
import type { PaperId } from '../../core/library/paper';
import { parseQuery } from '../../core/search/query/parseQuery';
import { askText } from '../../platform/vscode/ui/askText';
import { UserFacingError } from '../../platform/vscode/ui/commands';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import type { Services } from '../services';
import type { NamedQuery } from './paperTree';
import { paperCount } from '../../platform/vscode/ui/counts';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';
import { queryError } from '../../core/search/query/queryNode';

/** Papers that a command is about: certain ones, or those that a query finds; all for an empty query. */
export type PaperScope =
  | { readonly kind: 'papers'; readonly papers: readonly PaperId[] }
  | { readonly kind: 'query'; readonly name: string; readonly query: string };

type ScopeServices = Pick<Services, 'views' | 'state' | 'libraryService' | 'search'>;

/** More papers than these are not found by one query. */
const mostPapers = 200_000;

/**
 * The targets that the arguments of a command name: the papers of rows or of the reader, or the query of a tag or a
 * search. Without arguments, as from the palette, the person chooses; undefined if the choice was cancelled.
 */
export async function paperScope(
  services: ScopeServices,
  args: readonly unknown[],
  title: string,
): Promise<PaperScope | undefined> {
  const target = await services.views.resolve(args);
  const { nodes, papers } = target;
  const own = services.views.queryOf(nodes.filter(({ kind }) => kind !== 'paper'));
  if (own && papers.length === 0) return { kind: 'query', ...own };
  if (own)
    return {
      kind: 'papers',
      papers: [...papers, ...(await papersInScope(services, { kind: 'query', ...own }))],
    };
  const isNamed = args.some((argument) => argument !== undefined);
  if (isNamed && papers.length > 0) return { kind: 'papers', papers };
  return askScope(services, papers, title);
}

/** The papers in the order of the query's answer. @throws UserFacingError if the query is invalid */
export async function papersInScope(
  { libraryService, search }: Pick<ScopeServices, 'libraryService' | 'search'>,
  scope: PaperScope,
): Promise<readonly PaperId[]> {
  if (scope.kind === 'papers') return [...new Set(scope.papers)];
  if (scope.query.trim() === '') return [...libraryService.library.paperIds()];
  const { hits, problems } = await search.search(scope.query, mostPapers);
  const problem = queryError(problems);
  if (problem)
    throw new UserFacingError(
      l10n.t('“{0}” cannot be searched for: {1}', scope.query, shownMessage(problem.message)),
    );
  return hits.map(({ id }) => id);
}

interface ScopeRow extends vscode.QuickPickItem {
  readonly scope?: PaperScope | 'search';
}

async function askScope(
  { state, libraryService }: ScopeServices,
  papers: readonly PaperId[],
  title: string,
): Promise<PaperScope | undefined> {
  const [first, ...others] = papers;
  const only = first !== undefined && others.length === 0 ? state.paper(first)?.title : undefined;
  const tags = [...state.tagCounts()].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows: readonly ScopeRow[] = [
    ...(papers.length > 0
      ? [
          plainRow({
            label: only ?? selectedPapers(papers.length),
            scope: { kind: 'papers' as const, papers },
          }),
        ]
      : []),
    {
      label: l10n.t('All Papers'),
      description: paperCount([...libraryService.library.paperIds()].length),
      scope: { kind: 'query', name: l10n.t('All Papers'), query: '' },
    },
    { label: `$(search) ${l10n.t('Papers of a Search…')}`, scope: 'search' },
    { label: l10n.t('tags'), kind: vscode.QuickPickItemKind.Separator },
    ...tags.map(([tag, count]) =>
      plainRow(
        {
          label: tag,
          description: paperCount(count),
          scope: { kind: 'query' as const, ...tagQuery(tag) },
        },
        'tag',
      ),
    ),
  ];
  const chosen = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder: l10n.t('Of which papers?'),
  });
  if (chosen?.scope !== 'search') return chosen?.scope;
  const query = await askQuery(title);
  return query === undefined ? undefined : { kind: 'query', name: query, query };
}

/** `3 selected papers`. */
export function selectedPapers(count: number): string {
  return count === 1 ? l10n.t('1 selected paper') : l10n.t('{0} selected papers', count);
}

/** Asks for a query of the search language, without errors. Undefined if the person cancels. */
export async function askQuery(title: string, value = ''): Promise<string | undefined> {
  const query = await askText({
    title,
    value,
    prompt: l10n.t('Words and filters, as in Papers: Search'),
    validateInput: (text) => {
      if (text.trim() === '') return l10n.t('Type what to search for.');
      const error = queryError(parseQuery(text).problems);
      return error && shownMessage(error.message);
    },
  });
  return query?.trim();
}

/** The query for the papers with a tag, or one below it. */
export function tagQuery(tag: string): NamedQuery {
  return { name: tag, query: `tag:"${tag}"` };
}
