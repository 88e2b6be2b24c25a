import type { Contributions } from '../../platform/vscode/contributions';
import { inView, rowOf } from '../../services/views/whenClauses';

const hasPackaged = 'dailyPapers.hasPackaged';
const hasRemoved = 'dailyPapers.hasRemovedPackaged';

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
    removePackaged: {
      title: 'Remove Packaged Digest…',
      icon: 'trash',
      palette: hasPackaged,
      menus: [
        { menu: 'view/title', group: '2_digest@3', when: `${inView('digests')} && ${hasPackaged}` },
        { menu: 'view/item/context', group: '9_remove@3', when: rowOf('digests', '^day\\..*packaged') },
      ],
    },
    restorePackaged: {
      title: 'Bring Back Packaged Digests',
      icon: 'discard',
      palette: hasRemoved,
      menus: [{ menu: 'view/title', group: '2_digest@4', when: `${inView('digests')} && ${hasRemoved}` }],
    },
  },
  contextKeys: { hasImports: 'boolean', hasPackaged: 'boolean', hasRemovedPackaged: 'boolean' },
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
