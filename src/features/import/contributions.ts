import type { Contributions } from '../../platform/vscode/contributions';
import { inView, rowOf } from '../../services/views/whenClauses';

export const importContributions: Contributions = {
  commands: {
    importDigest: {
      title: 'Import Digest…',
      icon: 'file-add',
      menus: [{ menu: 'view/title', group: '2_digest@1', when: inView('digests') }],
    },
    removeDigest: {
      title: 'Remove Imported Digest…',
      icon: 'trash',
      palette: 'dailyPapers.hasImports',
      menus: [
        { menu: 'view/title', group: '2_digest@2', when: `${inView('digests')} && dailyPapers.hasImports` },
        { menu: 'view/item/context', group: '9_remove@1', when: rowOf('digests', '^day\\..*imported') },
      ],
    },
  },
  contextKeys: { hasImports: 'boolean' },
  settings: {
    'import.location': {
      type: 'string',
      enum: ['global', 'workspace'],
      default: 'global',
      markdownEnumDescriptions: [
        'In the extension’s own storage: there in every workspace, on this machine.',
        'In `.papers/digests/` of the workspace folder, where git can carry it.',
      ],
      description: 'Where imported digests are kept.',
      order: 10,
    },
  },
};
