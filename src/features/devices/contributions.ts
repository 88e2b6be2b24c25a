import type { Contributions } from '../../platform/vscode/contributions';
import { inView } from '../../services/views/whenClauses';

/** The extension runs where it can use files: not in a browser, unless the browser shows the window of a server. */
const hasFiles = '(!isWeb || remoteName)';

export const devicesContributions: Contributions = {
  commands: {
    exportLibrary: {
      title: 'Export Library…',
      icon: 'export',
      palette: hasFiles,
      menus: [{ menu: 'view/title', group: '4_library@1', when: `${inView('digests')} && ${hasFiles}` }],
    },
    importLibrary: {
      title: 'Import Library…',
      icon: 'cloud-download',
      palette: hasFiles,
      menus: [{ menu: 'view/title', group: '4_library@2', when: `${inView('digests')} && ${hasFiles}` }],
    },
    moveLibrary: {
      title: 'Move Library…',
      alias: 'Sync Library Between Devices…',
      icon: 'folder-opened',
      palette: hasFiles,
      menus: [{ menu: 'view/title', group: '4_library@3', when: `${inView('digests')} && ${hasFiles}` }],
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
    'library.settingsSync': {
      type: 'boolean',
      default: false,
      scope: 'application',
      markdownDescription:
        'Gives VS Code’s Settings Sync, if that is turned on, a copy of at most 100 KB of your latest marks (a hash of each paper, its state and when you marked it), your saved searches and the subscription, so that they are the same wherever you sign in, on remote machines too. Nothing is given to it while this is off.',
      order: 19,
    },
  },
};
