import type { Contributions } from '../../platform/vscode/contributions';
import {
  paperInFront,
  paperKey,
  paperRow,
  readerInFront,
  readerPage,
} from '../../services/views/whenClauses';

const onArxiv = 'dailyPapers.onArxiv';

export const fullTextContributions: Contributions = {
  commands: {
    readWholePaper: {
      title: 'Read Whole Paper',
      icon: 'book',
      palette: paperInFront,
      menus: [
        { menu: 'view/item/context', group: '1_open@3', when: paperRow('\\..*arxiv') },
        { menu: 'editor/title', group: 'navigation@20', when: `${readerInFront} && ${onArxiv}` },
        { menu: 'webview/context', group: '1_read@1', when: `${readerPage} && ${onArxiv}` },
      ],
      keys: paperKey('f'),
    },
    useSavedPage: {
      title: 'Use Saved Page…',
      icon: 'file-code',
      palette: paperInFront,
      menus: [
        { menu: 'view/item/context', group: '4_web@6', when: paperRow() },
        { menu: 'editor/title', group: '1_web@6', when: readerInFront },
        { menu: 'webview/context', group: '3_web@6', when: readerPage },
      ],
    },
    goToSection: {
      title: 'Go to Section…',
      icon: 'list-tree',
      palette: readerInFront,
      menus: [
        { menu: 'editor/title', group: '3_find@2', when: readerInFront },
        { menu: 'webview/context', group: '1_read@2', when: readerPage },
      ],
    },
  },
};
