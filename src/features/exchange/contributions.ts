import type { Contributions } from '../../platform/vscode/contributions';
import { inView, paperRow, readerInFront, rowOf } from '../../services/views/whenClauses';

export const exchangeContributions: Contributions = {
  commands: {
    exportAnnotations: {
      title: 'Export Annotations…',
      icon: 'export',
      menus: [
        {
          menu: 'view/title',
          group: '2_exchange@2',
          when: 'view =~ /^dailyPapers\\.(digests|tags|highlights)$/',
        },
        { menu: 'view/item/context', group: '4_export@1', when: paperRow() },
        { menu: 'view/item/context', group: '4_export@1', when: `${inView('tags')} && viewItem == tag` },
        { menu: 'view/item/context', group: '4_export@1', when: rowOf('searches', '^search') },
        { menu: 'editor/title', group: '4_export@1', when: readerInFront },
      ],
    },
    importAnnotations: {
      title: 'Import Annotations…',
      icon: 'cloud-download',
      menus: [
        {
          menu: 'view/title',
          group: '2_exchange@1',
          when: 'view =~ /^dailyPapers\\.(digests|tags|highlights)$/',
        },
      ],
    },
  },
};
