import * as vscode from 'vscode';
import { type FontFamily, fontFamilies, type HostMessage } from '../../protocol/messages';

export const readerSection = 'dailyPapers.reader';

type Message<T extends HostMessage['type']> = Extract<HostMessage, { readonly type: T }>;

/** The settings of the reader as messages to its page. */
export function settingsMessages(): readonly HostMessage[] {
  return [typography(), wholePaperSettings()];
}

/** The font settings; values out of range count as not set. */
function typography(): Message<'typography'> {
  const settings = vscode.workspace.getConfiguration(readerSection);
  const family = settings.get<unknown>('fontFamily');
  const size = settings.get<unknown>('fontSize');
  return {
    type: 'typography',
    fontFamily: fontFamilies.find((known): known is FontFamily => known === family) ?? 'sans',
    fontSize: typeof size === 'number' && size >= 6 && size <= 100 ? Math.round(size) : 0,
  };
}

function wholePaperSettings(): Message<'wholePaperSettings'> {
  const settings = vscode.workspace.getConfiguration(readerSection);
  return {
    type: 'wholePaperSettings',
    collapseCitations: settings.get<unknown>('collapseCitations') === true,
    lightFigures: settings.get<unknown>('lightFigures') !== false,
  };
}
