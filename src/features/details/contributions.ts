import type { Contributions } from '../../platform/vscode/contributions';
import { paperInFront, paperRow, readerInFront, readerPage, rowOf } from '../../services/views/whenClauses';

export const detailsContributions: Contributions = {
  commands: {
    refreshDetails: {
      title: 'Refresh Details',
      icon: 'refresh',
      palette: paperInFront,
      menus: [
        { menu: 'view/item/context', group: '5_refresh@1', when: paperRow() },
        { menu: 'view/item/context', group: '5_refresh@1', when: rowOf('digests', '^day') },
        { menu: 'editor/title', group: '5_refresh@1', when: readerInFront },
        { menu: 'webview/context', group: '4_refresh@1', when: readerPage },
      ],
    },
  },
};
