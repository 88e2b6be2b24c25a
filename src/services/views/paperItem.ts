import * as vscode from 'vscode';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { truncate } from '../../core/text/truncate';
import type { TriageState } from '../../core/triage/triageState';
import { type RuleResult, ruleResultText } from '../../core/rules/ruleResult';
import { dimmedUri } from './dimmedRows';
import { updateUri } from './updateBadges';
import type { PaperNode } from './treeNodes';
import { longUpdateMessage, shortUpdateMessage } from '../../core/versions/updateMessages';
import type { VersionUpdate } from '../../core/versions/findVersionUpdate';

/** How a triage state looks and is read out, wherever a paper stands in a list. */
const triageLooks: Readonly<
  Record<TriageState, { readonly icon: string; readonly color?: string; readonly label: string }>
> = {
  unread: { icon: 'circle-filled', color: 'charts.blue', label: 'unread' },
  later: { icon: 'bookmark', color: 'charts.yellow', label: 'for later' },
  read: { icon: 'check', color: 'descriptionForeground', label: 'read' },
  skipped: { icon: 'circle-slash', color: 'disabledForeground', label: 'skipped' },
};

function triageIcon(state: TriageState): vscode.ThemeIcon {
  const { icon, color } = triageLooks[state];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** Everything a row shows of its paper. */
interface PaperRow {
  /** As people read it. */
  readonly title: string;
  readonly state: TriageState;
  readonly tags: readonly string[];
  readonly uri: vscode.Uri;
  readonly isOnArxiv: boolean;
  readonly isChanged: boolean;
  /** What a triage rule does with it. */
  readonly ruleResult: RuleResult;
}

export function paperItem(
  node: PaperNode,
  { title, state, tags, uri, isOnArxiv, isChanged, ruleResult }: PaperRow,
): vscode.TreeItem {
  const byRule = ruleResultText(ruleResult);
  const isHidden = ruleResult.hiddenBy !== undefined;
  const item = new vscode.TreeItem(title, vscode.TreeItemCollapsibleState.None);
  item.id = node.key;
  item.iconPath = isHidden
    ? new vscode.ThemeIcon('eye-closed', new vscode.ThemeColor('disabledForeground'))
    : triageIcon(state);
  if (isHidden) item.resourceUri = dimmedUri(uri);
  item.description = [byRule, tags.join(', ')].filter(Boolean).join(' · ');
  const marks = [isHidden && 'hidden', isOnArxiv && 'arxiv', isChanged && 'changed'].filter(Boolean);
  item.contextValue = ['paper', state, ...marks].join('.');
  item.command = { command: 'dailyPapers.openRow', title: 'Open', arguments: [node] };
  const tagged = tags.length > 0 ? `, tagged ${tags.join(', ')}` : '';
  item.accessibilityInformation = { label: `${title}, ${byRule ?? triageLooks[state].label}${tagged}` };
  return item;
}

/** Puts before all else of a row that there is a newer version of its paper. */
export function addUpdate(item: vscode.TreeItem, news: VersionUpdate): void {
  const short = shortUpdateMessage(news);
  const before = typeof item.description === 'string' ? item.description : '';
  item.description = before === '' ? short : `${short} · ${before}`;
  item.accessibilityInformation = {
    label: `${item.accessibilityInformation?.label ?? ''}, ${longUpdateMessage(news)}`,
  };
  item.resourceUri = updateUri(news);
}

const tooltipLength = 420;

/** The title and the start of the abstract. A string, so that nothing in them is taken for markup. */
export function paperTooltip(title: string, abstract: string): string {
  return `${title}\n\n${abstract === '' ? 'No abstract.' : truncate(collapseWhitespace(abstract), tooltipLength)}`;
}
