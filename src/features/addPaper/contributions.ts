import type { Contributions } from '../../platform/vscode/contributions';
import { inView } from '../../services/views/whenClauses';

export const addPaperContributions: Contributions = {
  commands: {
    addPaper: {
      title: 'Add Paper…',
      icon: 'add',
      menus: [{ menu: 'view/title', group: '2_digest@0', when: inView('digests') }],
    },
  },
  settings: {
    'doi.url': {
      type: 'string',
      default: 'https://doi.org',
      scope: 'machine',
      pattern: '^https?://',
      patternErrorMessage: 'Write an address that begins with https:// or http://.',
      description:
        'Where the data of a DOI is fetched from when you add a paper by it. A workspace cannot change this.',
      order: 62,
    },
  },
};
