import type { Contributions } from '../../platform/vscode/contributions';
import { merged, paperInFront, paperMenus } from '../../services/views/whenClauses';

export const identityContributions: Contributions = {
  commands: {
    mergePapers: {
      title: 'Merge Papers…',
      icon: 'git-merge',
      palette: paperInFront,
      menus: paperMenus({ row: '7_identity@1', tab: '3_identity@1', page: '9_identity@1' }),
    },
    splitPaper: {
      title: 'Split Paper…',
      icon: 'split-horizontal',
      palette: `(${paperInFront}) && ${merged}`,
      menus: paperMenus(
        { row: '7_identity@2', tab: '3_identity@2', page: '9_identity@2' },
        { row: String.raw`\..*merged`, condition: merged },
      ),
    },
  },
  contextKeys: { merged: 'boolean' },
};
