import * as vscode from 'vscode';
import type { TriageState } from '../../core/triage/triageState';
import { type RuleResult, ruleResultText } from '../../core/rules/ruleResult';
import { isolateDirection } from '../../core/text/isolateDirection';
import { commandId } from '../../platform/vscode/ui/commands';
import type { PaperNode } from './treeNodes';
import { type PaperMarks, describeMarks } from '../../core/state/paperMarks';
import { marksUri } from './rowMarks';
import { spokenLabel } from './spokenLabel';
import { type Message, localizable } from '../../core/base/localization';
import { shownMessage } from '../../platform/vscode/ui/shownMessage';
import { l10n } from '../../platform/vscode/ui/l10n';

/** The icon and spoken label of a triage state, for all lists of papers. */
const triageLooks: Readonly<
  Record<TriageState, { readonly icon: string; readonly color?: string; readonly label: Message }>
> = {
  unread: { icon: 'circle-filled', color: 'charts.blue', label: localizable('unread') },
  later: { icon: 'bookmark', color: 'charts.yellow', label: localizable('for later') },
  read: { icon: 'check', color: 'descriptionForeground', label: localizable('read') },
  skipped: { icon: 'circle-slash', color: 'disabledForeground', label: localizable('skipped') },
};

/** A state in words. */
export function triageLabel(state: TriageState): string {
  return shownMessage(triageLooks[state].label);
}

function triageIcon(state: TriageState): vscode.ThemeIcon {
  const { icon, color } = triageLooks[state];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

/** Everything a row shows of its paper. */
interface PaperRow {
  /** Rendered for display. */
  readonly title: string;
  readonly state: TriageState;
  readonly tags: readonly string[];
  readonly isOnArxiv: boolean;
  readonly isChanged: boolean;
  /** It can be split. */
  readonly isMerged: boolean;
  /** The effect of triage rules on it. */
  readonly ruleResult: RuleResult;
  readonly marks: PaperMarks;
}

/** Further tags are only counted, so that the row is short for the eye and for a screen reader. */
const mostTags = 3;

export function paperItem(
  node: PaperNode,
  { title, state, tags, isOnArxiv, isChanged, isMerged, ruleResult, marks }: PaperRow,
): vscode.TreeItem {
  const ruled = ruleResultText(ruleResult);
  const byRule = ruled && shownMessage(ruled);
  const { isHidden } = marks;
  const item = new vscode.TreeItem(isolateDirection(title), vscode.TreeItemCollapsibleState.None);
  item.id = node.key;
  item.iconPath = isHidden
    ? new vscode.ThemeIcon('eye-closed', new vscode.ThemeColor('disabledForeground'))
    : triageIcon(state);
  const resource = marksUri(marks);
  if (resource) item.resourceUri = resource;
  item.description = [byRule, isolateDirection(shortTags(tags))].filter(Boolean).join(' · ');
  const values = [
    isHidden && 'hidden',
    isOnArxiv && 'arxiv',
    isChanged && 'changed',
    isMerged && 'merged',
  ].filter(Boolean);
  item.contextValue = ['paper', state, ...values].join('.');
  item.command = { command: commandId('openRow'), title: l10n.t('Open'), arguments: [node] };
  const tagged = tags.length > 0 ? l10n.t('tagged {0}', shortTags(tags)) : undefined;
  item.accessibilityInformation = {
    label: spokenLabel(
      title,
      byRule ?? triageLabel(state),
      ...describeMarks(marks).map(shownMessage),
      tagged,
    ),
  };
  return item;
}

function shortTags(tags: readonly string[]): string {
  const more = tags.length - mostTags;
  if (more <= 0) return tags.join(', ');
  return l10n.t('{0} and {1} more', tags.slice(0, mostTags).join(', '), more);
}

/** Puts a newer version of the paper at the beginning of the row's description. */
export function addUpdate(item: vscode.TreeItem, { update }: PaperMarks): void {
  if (!update) return;
  const short = shownMessage(update.short);
  const before = typeof item.description === 'string' ? item.description : '';
  item.description = before === '' ? short : `${short} · ${before}`;
}
