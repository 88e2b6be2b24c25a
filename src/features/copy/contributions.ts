import type { CommandContribution, Contributions } from '../../platform/vscode/contributions';
import { paperInFront, paperMenus } from '../../services/views/whenClauses';

/** A command that copies something of one or several papers, in every menu of a paper. */
function copyCommand(title: string, order: number): CommandContribution {
  return {
    title,
    palette: paperInFront,
    menus: paperMenus({ row: `6_copy@${order}`, tab: `2_copy@${order}`, page: `9_copy@${order}` }),
  };
}

export const copyContributions: Contributions = {
  commands: {
    'reader.copyTitle': copyCommand('Copy Title', 1),
    'reader.copyAbstract': copyCommand('Copy Abstract', 2),
    'reader.copyLink': copyCommand('Copy Link', 3),
    'reader.copyMarkdown': copyCommand('Copy as Markdown with TeX', 4),
    'reader.copyBibtex': copyCommand('Copy as BibTeX', 5),
    'reader.copyCitation': copyCommand('Copy Citation', 6),
  },
};
