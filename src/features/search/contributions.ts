import type { Contributions } from '../../platform/vscode/contributions';
import { inView, never } from '../../services/views/whenClauses';

export const searchContributions: Contributions = {
  commands: {
    search: {
      title: 'Search',
      alias: 'Search Papers',
      icon: 'search',
      menus: [
        { menu: 'view/title', group: 'navigation@1', when: inView('digests') },
        { menu: 'view/title', group: 'navigation@1', when: inView('searches') },
      ],
      keys: [{ key: 'ctrl+alt+p', mac: 'cmd+alt+p' }],
    },
    'search.openToSide': {
      title: 'Open Search Result to the Side',
      palette: never,
      keys: [{ key: 'ctrl+enter', mac: 'cmd+enter', when: 'dailyPapers.searching && inQuickOpen' }],
    },
    'search.keepOpen': {
      title: 'Keep Search Result Open',
      palette: never,
      keys: [{ key: 'right', when: 'dailyPapers.searching && inQuickOpen && cursorAtEndOfQuickInputBox' }],
    },
    'search.showInView': {
      title: 'Show Search Results in View',
      palette: never,
      keys: [
        { key: 'ctrl+shift+enter', mac: 'cmd+shift+enter', when: 'dailyPapers.searching && inQuickOpen' },
      ],
    },
    'search.save': {
      title: 'Save This Search…',
      palette: never,
      keys: [{ key: 'ctrl+s', mac: 'cmd+s', when: 'dailyPapers.searching && inQuickOpen' }],
    },
  },
  contextKeys: { searching: 'boolean' },
  walkthroughSteps: {
    search: {
      title: 'Find a paper again',
      order: 4,
      description:
        'Search titles, abstracts, notes and tags as you type.\n[Search Papers](command:dailyPapers.search)',
      media: { markdown: 'media/walkthrough/search.md' },
      completionEvents: ['onCommand:dailyPapers.search'],
    },
  },
};
