import type { Contributions } from '../../platform/vscode/contributions';
import { inView, keyInView, never, rowOf } from '../../services/views/whenClauses';

export const searchesContributions: Contributions = {
  commands: {
    showSearch: {
      title: 'Show Results in View…',
      icon: 'list-tree',
      palette: never,
      menus: [{ menu: 'view/title', group: '1_search@2', when: inView('searches') }],
    },
    saveSearch: {
      title: 'Save Search…',
      icon: 'pin',
      palette: never,
      menus: [
        { menu: 'view/title', group: '1_search@1', when: inView('searches') },
        {
          menu: 'view/item/context',
          group: 'inline@1',
          when: `${inView('searches')} && viewItem == search.shown`,
        },
        {
          menu: 'view/item/context',
          group: '1_search@1',
          when: `${inView('searches')} && viewItem == search.shown`,
        },
      ],
    },
    renameSearch: {
      title: 'Rename Search…',
      icon: 'edit',
      palette: 'dailyPapers.searchSelected',
      menus: [
        {
          menu: 'view/item/context',
          group: '1_search@1',
          when: `${inView('searches')} && viewItem == search.saved`,
        },
      ],
      keys: [keyInView('searches', { key: 'f2', when: 'dailyPapers.searchSelected' })],
    },
    editSearch: {
      title: 'Edit Search…',
      icon: 'edit',
      palette: 'dailyPapers.searchSelected',
      menus: [{ menu: 'view/item/context', group: '1_search@2', when: rowOf('searches', '^search') }],
    },
    removeSearch: {
      title: 'Remove Search',
      icon: 'close',
      palette: 'dailyPapers.searchSelected',
      menus: [
        { menu: 'view/item/context', group: 'inline@2', when: rowOf('searches', '^search') },
        { menu: 'view/item/context', group: '9_remove@1', when: rowOf('searches', '^search') },
      ],
      keys: [keyInView('searches', { key: 'delete', mac: 'cmd+backspace' })],
    },
  },
  contextKeys: { hasSearches: 'boolean' },
  views: { searches: { name: 'Searches', order: 2, icon: '$(search)', when: 'dailyPapers.hasSearches' } },
};
