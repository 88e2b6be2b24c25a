import type { Contributions } from '../../platform/vscode/contributions';
import { paperInFront, paperRow } from '../../services/views/whenClauses';

export const versionsContributions: Contributions = {
  commands: {
    showWhatChanged: {
      title: 'Show What Changed',
      palette: paperInFront,
      menus: [{ menu: 'view/item/context', group: '1_open@4', when: paperRow('\\..*changed') }],
    },
  },
};
