import type { Contributions } from '../../platform/vscode/contributions';
import { inView, keyInView, paperInFront, paperMenus, paperKey } from '../../services/views/whenClauses';

export const tagsContributions: Contributions = {
  commands: {
    editTags: {
      title: 'Edit Tags…',
      icon: 'tag',
      palette: paperInFront,
      menus: paperMenus({ row: '3_annotate@1', tab: 'navigation@11', page: '1_open@2' }),
      keys: paperKey('t'),
    },
    renameTag: {
      title: 'Rename Tag…',
      icon: 'edit',
      palette: 'dailyPapers.hasTags',
      menus: [{ menu: 'view/item/context', group: '1_tag@1', when: `${inView('tags')} && viewItem == tag` }],
      keys: [keyInView('tags', { key: 'f2' })],
    },
    deleteTag: {
      title: 'Delete Tag',
      icon: 'trash',
      palette: 'dailyPapers.hasTags',
      menus: [{ menu: 'view/item/context', group: '1_tag@2', when: `${inView('tags')} && viewItem == tag` }],
      keys: [keyInView('tags', { key: 'delete', mac: 'cmd+backspace' })],
    },
  },
  views: {
    tags: {
      name: 'Tags',
      order: 6,
      icon: '$(tag)',
      visibility: 'collapsed',
      welcome: [
        {
          contents:
            'No tags yet. Tags you give to papers are listed here.\n[Search Papers](command:dailyPapers.search)',
          when: 'dailyPapers.loaded',
        },
      ],
    },
  },
  contextKeys: { hasTags: 'boolean' },
};
