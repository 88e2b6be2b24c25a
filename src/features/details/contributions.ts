import type { CommandContribution, Contributions } from '../../platform/vscode/contributions';
import { paperInFront, paperRow, readerInFront, readerPage, rowOf } from '../../services/views/whenClauses';

const onArxiv = 'dailyPapers.onArxiv';

/** A page about a paper on the web: offered where the paper has an arXiv identifier. */
function pageCommand(title: string, icon: string, order: number): CommandContribution {
  return {
    title,
    icon,
    palette: `(${paperInFront}) && ${onArxiv}`,
    menus: [
      { menu: 'view/item/context', group: `4_web@${order}`, when: paperRow('\\..*arxiv') },
      { menu: 'editor/title', group: `1_web@${order}`, when: `${readerInFront} && ${onArxiv}` },
      { menu: 'webview/context', group: `3_web@${order}`, when: `${readerPage} && ${onArxiv}` },
    ],
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
      menus: [
        { menu: 'view/item/context', group: '4_web@5', when: paperRow('(?!.*arxiv)') },
        { menu: 'editor/title', group: '1_web@5', when: `${readerInFront} && !${onArxiv}` },
        { menu: 'webview/context', group: '3_web@5', when: `${readerPage} && !${onArxiv}` },
      ],
    },
    refreshDetails: {
      title: 'Refresh Details',
      icon: 'refresh',
      palette: paperInFront,
      menus: [
        { menu: 'view/item/context', group: '5_refresh@1', when: paperRow() },
        { menu: 'view/item/context', group: '5_refresh@1', when: rowOf('digests', '^day') },
        { menu: 'editor/title', group: '5_refresh@1', when: readerInFront },
        { menu: 'webview/context', group: '4_refresh@1', when: readerPage },
      ],
    },
  },
  contextKeys: { onArxiv: 'boolean' },
};
