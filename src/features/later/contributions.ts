import type { Contributions } from '../../platform/vscode/contributions';

export const laterContributions: Contributions = {
  views: {
    later: {
      name: 'Later',
      order: 3,
      icon: '$(bookmark)',
      welcome: [
        {
          contents:
            'Your reading list is empty. Choose Read Later on a paper, or press L in the Digests view, to keep it here.',
          when: 'dailyPapers.loaded',
        },
      ],
    },
  },
};
