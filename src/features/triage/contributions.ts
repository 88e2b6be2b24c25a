import type { CommandContribution, Contributions } from '../../platform/vscode/contributions';
import {
  inView,
  paperInFront,
  paperKey,
  paperRow,
  readerPage,
  rowOf,
  whileSeen,
} from '../../services/views/whenClauses';

interface MarkMenus {
  /** The order among the marks in a menu. */
  readonly order: number;
  /** The states of papers for which it is offered, as in the context value of rows. */
  readonly from: string;
  /** Those for which it is an icon on the row too. */
  readonly inline?: string;
}

/** A command that marks papers. */
function markCommand(
  title: string,
  icon: string,
  key: string,
  { order, from, inline }: MarkMenus,
): CommandContribution {
  const row = { menu: 'view/item/context' } as const;
  return {
    title,
    icon,
    palette: paperInFront,
    menus: [
      ...(inline === undefined
        ? []
        : [{ ...row, group: `inline@${order}`, when: paperRow(`\\.(${inline})`) }]),
      { ...row, group: `2_triage@${order}`, when: paperRow(`\\.(${from})`) },
      { menu: 'webview/context', group: `2_triage@${order}`, when: readerPage },
    ],
    keys: paperKey(key),
  };
}

export const triageContributions: Contributions = {
  commands: {
    markRead: markCommand('Mark as Read', 'check', 'r', {
      order: 1,
      from: 'unread|later|skipped',
      inline: 'unread|later',
    }),
    markLater: markCommand('Read Later', 'bookmark', 'l', {
      order: 2,
      from: 'unread|read|skipped',
      inline: 'unread|read|skipped',
    }),
    markSkipped: markCommand('Skip', 'circle-slash', 's', {
      order: 3,
      from: 'unread|later|read',
      inline: 'unread|later',
    }),
    markUnread: markCommand('Mark as Unread', 'circle-filled', 'u', {
      order: 4,
      from: 'read|later|skipped|unread\\.hidden',
    }),
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
