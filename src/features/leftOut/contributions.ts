import type { Contributions } from '../../platform/vscode/contributions';

export const leftOutContributions: Contributions = {
  commands: { showLeftOut: { title: 'Show What Was Left Out', icon: 'warning' } },
};
