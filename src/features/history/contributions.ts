import type { Contributions } from '../../platform/vscode/contributions';
import { inAnyView, never, paperKey, paperRow, readerPage } from '../../services/views/whenClauses';

const canUndo = 'dailyPapers.canUndo';
const canRedo = 'dailyPapers.canRedo';

export const historyContributions: Contributions = {
  commands: {
    undo: {
      title: 'Undo',
      icon: 'discard',
      palette: canUndo,
      menus: [
        { menu: 'view/title', group: '3_undo@1', when: `${inAnyView} && ${canUndo}` },
        { menu: 'view/item/context', group: '2_triage@6', when: `${paperRow()} && ${canUndo}` },
        { menu: 'webview/context', group: '2_triage@6', when: `${readerPage} && ${canUndo}` },
      ],
      // Bound also when there is nothing to undo: VS Code's own command would undo typing in some text editor.
      keys: paperKey('ctrl+z', { mac: 'cmd+z' }),
    },
    redo: {
      title: 'Redo',
      icon: 'redo',
      palette: canRedo,
      menus: [
        { menu: 'view/title', group: '3_undo@2', when: `${inAnyView} && ${canRedo}` },
        { menu: 'view/item/context', group: '2_triage@7', when: `${paperRow()} && ${canRedo}` },
        { menu: 'webview/context', group: '2_triage@7', when: `${readerPage} && ${canRedo}` },
      ],
      keys: [...paperKey('ctrl+shift+z', { mac: 'cmd+shift+z' }), ...paperKey('ctrl+y', { mac: 'cmd+y' })],
    },
    showHistory: { title: 'Show History', icon: 'history', palette: canUndo },
    // The name of earlier versions, for keybindings that people have made.
    undoTriage: { title: 'Undo Triage', palette: never },
  },
  contextKeys: { canUndo: 'boolean', canRedo: 'boolean' },
};
