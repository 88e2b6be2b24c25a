import type { Contributions } from '../../platform/vscode/contributions';
import {
  inView,
  paperInFront,
  paperKey,
  paperRow,
  readerPage,
  rowOf,
  whileSeen,
} from '../../services/views/whenClauses';

export const triageContributions: Contributions = {
  commands: {
    markRead: {
      title: 'Mark as Read',
      icon: 'check',
      palette: paperInFront,
      menus: [
        { menu: 'view/item/context', group: 'inline@1', when: paperRow('\\.(unread|later)') },
        { menu: 'view/item/context', group: '2_triage@1', when: paperRow('\\.(unread|later|skipped)') },
        { menu: 'webview/context', group: '2_triage@1', when: readerPage },
      ],
      keys: paperKey('r'),
    },
    markLater: {
      title: 'Read Later',
      icon: 'bookmark',
      palette: paperInFront,
      menus: [
        { menu: 'view/item/context', group: 'inline@2', when: paperRow('\\.(unread|read|skipped)') },
        { menu: 'view/item/context', group: '2_triage@2', when: paperRow('\\.(unread|read|skipped)') },
        { menu: 'webview/context', group: '2_triage@2', when: readerPage },
      ],
      keys: paperKey('l'),
    },
    markSkipped: {
      title: 'Skip',
      icon: 'circle-slash',
      palette: paperInFront,
      menus: [
        { menu: 'view/item/context', group: 'inline@3', when: paperRow('\\.(unread|later)') },
        { menu: 'view/item/context', group: '2_triage@3', when: paperRow('\\.(unread|later|read)') },
        { menu: 'webview/context', group: '2_triage@3', when: readerPage },
      ],
      keys: paperKey('s'),
    },
    markUnread: {
      title: 'Mark as Unread',
      icon: 'circle-filled',
      palette: paperInFront,
      menus: [
        {
          menu: 'view/item/context',
          group: '2_triage@4',
          when: paperRow('\\.(read|later|skipped|unread\\.hidden)'),
        },
        { menu: 'webview/context', group: '2_triage@4', when: readerPage },
      ],
      keys: paperKey('u'),
    },
    nextPaper: { title: 'Next Paper', icon: 'arrow-down', palette: paperInFront, keys: paperKey('j') },
    previousPaper: { title: 'Previous Paper', icon: 'arrow-up', palette: paperInFront, keys: paperKey('k') },
    nextDay: { title: 'Next Day', palette: paperInFront, keys: paperKey('shift+j') },
    previousDay: { title: 'Previous Day', palette: paperInFront, keys: paperKey('shift+k') },
    nextUnread: { title: 'Next Unread Paper', palette: paperInFront, keys: paperKey('shift+u') },
    markDayRead: {
      title: 'Mark Day as Read',
      icon: 'check-all',
      palette: whileSeen('digests'),
      menus: [
        { menu: 'view/item/context', group: 'inline@1', when: rowOf('digests', '^day\\.unread') },
        { menu: 'view/item/context', group: '1_triage@1', when: rowOf('digests', '^day\\.unread') },
      ],
    },
    startFromToday: {
      title: 'Start from Today',
      palette: whileSeen('digests'),
      menus: [{ menu: 'view/title', group: '4_start@1', when: inView('digests') }],
    },
    markDayUnread: {
      title: 'Mark Day as Unread',
      icon: 'circle-filled',
      palette: whileSeen('digests'),
      menus: [{ menu: 'view/item/context', group: '1_triage@2', when: rowOf('digests', '^day\\..*marked') }],
    },
  },
  contextKeys: { hasMarked: 'boolean' },
  settings: {
    'triage.advance': {
      type: 'boolean',
      default: true,
      description: 'After marking one paper in a view, move to the next paper.',
      order: 20,
    },
  },
  walkthroughSteps: {
    triage: {
      title: 'Triage from the keyboard',
      order: 2,
      description:
        'Read, keep for later, or skip: a key marks the paper and goes on to the next. The badge counts what is left.',
      media: { markdown: 'media/walkthrough/triage.md' },
      completionEvents: ['onContext:dailyPapers.hasMarked'],
    },
  },
};
