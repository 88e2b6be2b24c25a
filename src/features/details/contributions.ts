import type { CommandContribution, Contributions } from '../../platform/vscode/contributions';
import { onArxiv, paperInFront, paperMenus, rowOf } from '../../services/views/whenClauses';

/** A page about a paper on the web: offered where the paper has an arXiv identifier. */
function pageCommand(title: string, icon: string, order: number): CommandContribution {
  return {
    title,
    icon,
    palette: `(${paperInFront}) && ${onArxiv}`,
    menus: paperMenus(
      { row: `4_web@${order}`, tab: `1_web@${order}`, page: `3_web@${order}` },
      { row: '\\..*arxiv', condition: onArxiv },
    ),
  };
}

export const detailsContributions: Contributions = {
  commands: {
    openOnArxiv: pageCommand('Open on arXiv', 'link-external', 1),
    openOnHuggingFace: pageCommand('Open on Hugging Face', 'link-external', 2),
    openPdf: pageCommand('Open PDF', 'file-pdf', 3),
    openHtml: pageCommand('Open HTML', 'globe', 4),
    findOnArxiv: {
      title: 'Find on arXiv…',
      icon: 'search',
      palette: `(${paperInFront}) && !${onArxiv}`,
      menus: paperMenus(
        { row: '4_web@5', tab: '1_web@5', page: '3_web@5' },
        { row: '(?!.*arxiv)', condition: `!${onArxiv}` },
      ),
    },
    refreshDetails: {
      title: 'Refresh Details',
      icon: 'refresh',
      palette: paperInFront,
      menus: [
        ...paperMenus({ row: '5_refresh@1', tab: '5_refresh@1', page: '4_refresh@1' }),
        { menu: 'view/item/context', group: '5_refresh@1', when: rowOf('digests', '^day') },
      ],
    },
  },
  contextKeys: { onArxiv: 'boolean' },
};
