import { type Contributions, addressSetting } from '../../platform/vscode/contributions';
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
    'doi.url': addressSetting(
      'https://doi.org',
      62,
      'Where the data of a DOI is fetched from when you add a paper by it.',
    ),
  },
};
