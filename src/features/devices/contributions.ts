import type { Contributions } from '../../platform/vscode/contributions';
import { inView } from '../../services/views/whenClauses';

export const devicesContributions: Contributions = {
  commands: {
    exportLibrary: {
      title: 'Export Library…',
      icon: 'export',
      palette: '!isWeb',
      menus: [{ menu: 'view/title', group: '4_library@1', when: `${inView('digests')} && !isWeb` }],
    },
    importLibrary: {
      title: 'Import Library…',
      icon: 'cloud-download',
      palette: '!isWeb',
      menus: [{ menu: 'view/title', group: '4_library@2', when: `${inView('digests')} && !isWeb` }],
    },
    moveLibrary: {
      title: 'Move Library…',
      alias: 'Sync Library Between Devices…',
      icon: 'folder-opened',
      palette: '!isWeb',
      menus: [{ menu: 'view/title', group: '4_library@3', when: `${inView('digests')} && !isWeb` }],
    },
  },
  settings: {
    'library.location': {
      type: 'string',
      default: '',
      scope: 'machine',
      markdownDescription:
        'A folder that carries your library between your machines, by whatever keeps the folder the same on them: marks, imported and fetched days, details, saved searches, the subscription and citation keys. Empty: the library stays on this machine. **Papers: Move Library…** chooses it. A workspace cannot change this.',
      order: 18,
    },
  },
};
