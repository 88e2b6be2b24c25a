import * as vscode from 'vscode';
import { type FontFamily, fontFamilies, type HostMessage } from '../../protocol/messages';

export const readerSection = 'dailyPapers.reader';

/** The reader's type as the person set it; what is out of range counts as not set. */
export function typography(resource: vscode.Uri): Extract<HostMessage, { type: 'typography' }> {
  const settings = vscode.workspace.getConfiguration(readerSection, resource);
  const family = settings.get<unknown>('fontFamily');
  const size = settings.get<unknown>('fontSize');
  return {
    type: 'typography',
    fontFamily: fontFamilies.find((known): known is FontFamily => known === family) ?? 'sans',
    fontSize: typeof size === 'number' && size >= 6 && size <= 100 ? Math.round(size) : 0,
  };
}
