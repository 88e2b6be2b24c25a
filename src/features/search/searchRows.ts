import * as vscode from 'vscode';
import type { Day } from '../../core/library/day';
import type { PaperId } from '../../core/library/paper';
import type { QueryCompletion } from '../../core/search/query/completeQuery';
import type { QueryProblem } from '../../core/search/query/queryNode';
import type { SearchHit } from '../../core/search/searchDocument';
import { isolateDirection } from '../../core/text/isolateDirection';
import { type RuleResult, ruleResultText } from '../../core/rules/ruleResult';
import type { TriageState } from '../../core/triage/triageState';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { dayNames } from '../../services/views/dayNames';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';
import { triageLabel } from '../../services/views/paperItem';

/** What a search row shows of a paper. */
export interface SearchFacts {
  readonly id: PaperId;
  /** As people read it. */
  readonly title: string;
  readonly days: readonly Day[];
  readonly state: TriageState;
  readonly ruleResult: RuleResult;
}

export interface SearchRow extends vscode.QuickPickItem {
  /** Absent on rows that only say something. */
  readonly paperId?: PaperId;
  readonly terms?: readonly string[];
  /** Of a match in a whole paper: the first block of its section. */
  readonly section?: number;
  /** On rows that change the query: what it becomes. */
  readonly query?: string;
}

export const openToSideButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('split-horizontal'),
  tooltip: l10n.t('Open to the Side (Ctrl+Enter)'),
};
export const keepOpenButton: vscode.QuickInputButton = {
  iconPath: new vscode.ThemeIcon('pinned'),
  tooltip: l10n.t('Keep Open (Right Arrow)'),
};

/** `alwaysShow` keeps VS Code from filtering what the engine has found already. */
function row(facts: SearchFacts, detail: string | undefined, terms: readonly string[]): SearchRow {
  const [first] = facts.days;
  const day = first && dayNames.name(first);
  const ruled = ruleResultText(facts.ruleResult);
  return plainRow({
    label: facts.title,
    description: [day, ruled === undefined ? triageLabel(facts.state) : shownMessage(ruled)]
      .filter((part) => part !== undefined)
      .join(' · '),
    ...(detail !== undefined && { detail }),
    alwaysShow: true,
    buttons: [keepOpenButton, openToSideButton],
    paperId: facts.id,
    terms,
  });
}

export function paperRow(facts: SearchFacts): SearchRow {
  return row(facts, undefined, []);
}

/** @param sentence shows why the paper was found; not called for a match in a section of the whole paper */
export function hitRow(
  facts: SearchFacts,
  { section, terms }: SearchHit,
  sentence: () => string | undefined,
): SearchRow {
  if (!section) return row(facts, sentence(), terms);
  const place =
    section.title === ''
      ? l10n.t('Whole paper, before the first section')
      : l10n.t('Whole paper, {0}', isolateDirection(section.title));
  return { ...row(facts, place, terms), section: section.block };
}

export function separator(label: string): SearchRow {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

export function messageRow(label: string, detail: string): SearchRow {
  return plainRow({ label, detail, alwaysShow: true });
}

/** An earlier query. */
export function queryRow(query: string): SearchRow {
  return plainRow({ label: query, alwaysShow: true, query }, 'history');
}

/** Something that the query could go on with. */
export function completionRow(
  { label, description, insert, range }: QueryCompletion,
  query: string,
): SearchRow {
  const completed = query.slice(0, range.start) + insert + query.slice(range.end);
  return plainRow(
    { label, description: shownMessage(description), alwaysShow: true, query: completed },
    'symbol-keyword',
  );
}

/** An error in the query; points at the word. */
export function problemRow({ message, range, severity }: QueryProblem, query: string): SearchRow {
  const word = query.slice(range.start, range.end);
  const before = query.slice(0, range.start);
  const detail = `${before}▸${word}◂${query.slice(range.end)}`;
  return plainRow(
    { label: shownMessage(message), detail, alwaysShow: true },
    severity === 'error' ? 'error' : 'warning',
  );
}
