import type { Contributions } from '../../platform/vscode/contributions';
import { inView, never, whileSeen } from '../../services/views/whenClauses';

export const digestsContributions: Contributions = {
  commands: {
    showDay: { title: 'Show Day', palette: never },
    filterUnread: {
      title: 'Show Unread Papers Only',
      icon: 'filter',
      palette: whileSeen('digests', "dailyPapers.digests.filter != 'unread'"),
      menus: [
        {
          menu: 'view/title',
          group: 'navigation@2',
          when: `${inView('digests')} && dailyPapers.digests.filter == 'all'`,
        },
        {
          menu: 'view/title',
          group: '1_filter@1',
          when: `${inView('digests')} && dailyPapers.digests.filter != 'unread'`,
        },
      ],
    },
    filterLater: {
      title: 'Show Papers for Later Only',
      icon: 'bookmark',
      palette: whileSeen('digests', "dailyPapers.digests.filter != 'later'"),
      menus: [
        {
          menu: 'view/title',
          group: '1_filter@2',
          when: `${inView('digests')} && dailyPapers.digests.filter != 'later'`,
        },
      ],
    },
    filterAll: {
      title: 'Show All Papers',
      icon: 'filter-filled',
      palette: whileSeen('digests', "dailyPapers.digests.filter != 'all'"),
      menus: [
        {
          menu: 'view/title',
          group: 'navigation@2',
          when: `${inView('digests')} && dailyPapers.digests.filter != 'all'`,
        },
        {
          menu: 'view/title',
          group: '1_filter@3',
          when: `${inView('digests')} && dailyPapers.digests.filter != 'all'`,
        },
      ],
    },
  },
  contextKeys: {
    'digests.filter': ['all', 'unread', 'later'],
    'digests.sort': ['digest', 'recommended'],
    'digests.showHidden': 'boolean',
  },
  views: {
    digests: {
      name: 'Digests',
      order: 1,
      icon: 'media/papers.svg',
      welcome: [
        {
          contents:
            'No digests yet.\n[Fetch Days…](command:dailyPapers.fetchDays)\n[Import Digest…](command:dailyPapers.importDigest)\nYou can also drop digest files here.',
          when: "dailyPapers.loaded && dailyPapers.digests.filter == 'all'",
        },
        {
          contents: 'No unread papers.\n[Show All Papers](command:dailyPapers.filterAll)',
          when: "dailyPapers.loaded && dailyPapers.digests.filter == 'unread'",
        },
        {
          contents: 'No papers are kept for later.\n[Show All Papers](command:dailyPapers.filterAll)',
          when: "dailyPapers.loaded && dailyPapers.digests.filter == 'later'",
        },
      ],
    },
  },
  settings: {
    'digests.badge': {
      type: 'string',
      enum: ['newestDay', 'all', 'none'],
      default: 'newestDay',
      enumDescriptions: [
        'The unread papers of the newest day.',
        'The unread papers of all days.',
        'Nothing: there is no badge.',
      ],
      description: 'What the number on the icon of Papers counts.',
      order: 25,
    },
    'digests.followReader': {
      type: 'boolean',
      default: true,
      description: 'Select the paper that is open in the reader in the Digests view.',
      order: 30,
    },
  },
  walkthroughSteps: {
    browse: {
      title: 'Browse the digests',
      order: 1,
      description:
        'The view Digests lists the days, newest first. A click on a paper shows it in the reader.\n[Show Digests](command:dailyPapers.digests.focus)',
      media: { image: 'media/screenshot.png', altText: 'The view Digests beside a paper in the reader' },
      completionEvents: ['onView:dailyPapers.digests'],
    },
  },
};
