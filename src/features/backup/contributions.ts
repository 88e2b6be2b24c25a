import type { Contributions } from '../../platform/vscode/contributions';

export const backupContributions: Contributions = {
  commands: {
    restoreBackup: { title: 'Restore Backup…', icon: 'history', palette: 'dailyPapers.hasBackup' },
  },
  contextKeys: { hasBackup: 'boolean' },
};
