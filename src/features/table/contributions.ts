import type { Contributions } from '../../platform/vscode/contributions';
import { rowOf } from '../../services/views/whenClauses';

export const tableContributions: Contributions = {
  commands: {
    showTable: {
      title: 'Show as Table…',
      icon: 'table',
      menus: [
        { menu: 'view/item/context', group: '1_table@1', when: rowOf('tags', '^tag$') },
        { menu: 'view/item/context', group: '1_table@1', when: rowOf('searches', '^search') },
      ],
    },
  },
};
