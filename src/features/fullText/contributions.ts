import type { Contributions } from '../../platform/vscode/contributions';
import {
  never,
  onArxiv,
  paperInFront,
  paperKey,
  paperMenus,
  readerInFront,
  readerPage,
} from '../../services/views/whenClauses';

export const fullTextContributions: Contributions = {
  contextKeys: { 'reader.hasWholePaper': 'boolean' },
  views: {
    outline: {
      name: 'Outline of the Paper',
      order: 8,
      icon: '$(list-tree)',
      visibility: 'collapsed',
      when: 'dailyPapers.reader.hasWholePaper',
    },
  },
  commands: {
    readWholePaper: {
      title: 'Read Whole Paper',
      icon: 'book',
      palette: paperInFront,
      menus: paperMenus(
        { row: '1_open@3', tab: 'navigation@20', page: '1_read@1' },
        { row: '\\..*arxiv', condition: onArxiv },
      ),
      keys: paperKey('f'),
    },
    goToPassage: { title: 'Go to a Passage of a Whole Paper', palette: never },
    useSavedPage: {
      title: 'Use Saved Page…',
      icon: 'file-code',
      palette: paperInFront,
      menus: paperMenus({ row: '4_web@6', tab: '1_web@6', page: '3_web@6' }),
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
