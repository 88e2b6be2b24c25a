import type { Contributions } from '../../platform/vscode/contributions';
import { inView, whileSeen } from '../../services/views/whenClauses';

export const recommendedContributions: Contributions = {
  commands: {
    sortByRecommendation: {
      title: 'Sort by Recommendation',
      palette: whileSeen('digests', "dailyPapers.digests.sort != 'recommended'"),
      menus: [
        {
          menu: 'view/title',
          group: '1_sort@1',
          when: `${inView('digests')} && dailyPapers.digests.sort != 'recommended'`,
        },
      ],
    },
    sortByDigest: {
      title: 'Sort as in the Digest',
      palette: whileSeen('digests', "dailyPapers.digests.sort == 'recommended'"),
      menus: [
        {
          menu: 'view/title',
          group: '1_sort@1',
          when: `${inView('digests')} && dailyPapers.digests.sort == 'recommended'`,
        },
      ],
    },
    resetRecommendations: {
      title: 'Reset Recommendations',
      icon: 'clear-all',
      palette: whileSeen('recommended'),
      menus: [{ menu: 'view/title', group: '1_reset@1', when: inView('recommended') }],
    },
  },
  views: {
    recommended: {
      name: 'Recommended',
      order: 4,
      icon: '$(sparkle)',
      visibility: 'collapsed',
      welcome: [
        {
          contents:
            'Nothing to go by yet. Tag papers, highlight in them or keep them for later: unread papers like these will be listed here, with the words that speak for them.',
          when: 'dailyPapers.loaded',
        },
      ],
    },
  },
};
