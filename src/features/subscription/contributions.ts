import type { Contributions } from '../../platform/vscode/contributions';
import { inView } from '../../services/views/whenClauses';

export const subscriptionContributions: Contributions = {
  commands: {
    subscribe: {
      title: 'Subscribe…',
      icon: 'rss',
      palette: '!dailyPapers.subscribed',
      menus: [
        { menu: 'view/title', group: '2_digest@0', when: `${inView('digests')} && !dailyPapers.subscribed` },
      ],
    },
    subscription: {
      title: 'Manage Subscription…',
      icon: 'rss',
      palette: 'dailyPapers.subscribed',
      menus: [
        { menu: 'view/title', group: '2_digest@0', when: `${inView('digests')} && dailyPapers.subscribed` },
      ],
    },
  },
  contextKeys: { subscribed: 'boolean' },
};
