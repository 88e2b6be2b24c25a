import type { Contributions } from '../../platform/vscode/contributions';
import {
  inView,
  never,
  onArxiv,
  paperInFront,
  paperKey,
  paperMenus,
  readerInFront,
  readerPage,
  rowOf,
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
    keepOffline: {
      title: 'Keep Offline',
      icon: 'cloud-download',
      palette: 'dailyPapers.loaded',
      menus: [
        ...paperMenus(
          { row: '4_web@5', tab: '1_web@5', page: '3_web@5' },
          { row: '\\..*arxiv', condition: onArxiv },
        ),
        { menu: 'view/item/context', group: '4_web@5', when: rowOf('digests', '^day') },
        { menu: 'view/item/context', group: '4_web@5', when: rowOf('tags', '^tag$') },
        { menu: 'view/item/context', group: '4_web@5', when: rowOf('searches', '^search') },
      ],
    },
    keepLaterOffline: {
      title: 'Keep Offline',
      icon: 'cloud-download',
      palette: never,
      menus: [{ menu: 'view/title', group: '4_web@5', when: inView('later') }],
    },
    showStoredPapers: { title: 'Show Stored Papers', icon: 'database' },
    'reader.copyTex': {
      title: 'Copy TeX of Equation',
      palette: readerInFront,
      menus: [
        { menu: 'webview/context', group: '2_copy@8', when: `${readerPage} && webviewSection == 'equation'` },
      ],
    },
    'reader.copyTable': {
      title: 'Copy Table as Markdown',
      palette: readerInFront,
      menus: [
        { menu: 'webview/context', group: '2_copy@8', when: `${readerPage} && webviewSection == 'table'` },
      ],
    },
    'reader.copyTableCsv': {
      title: 'Copy Table as CSV',
      palette: readerInFront,
      menus: [
        { menu: 'webview/context', group: '2_copy@9', when: `${readerPage} && webviewSection == 'table'` },
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
  settings: {
    'fullText.storageLimit': {
      type: 'integer',
      default: 500,
      minimum: 50,
      maximum: 100_000,
      markdownDescription:
        'How much whole papers and their figures may take on this machine, in megabytes. Beyond that, those that were read least recently are removed; annotated papers stay. **Papers: Show Stored Papers** lists them.',
      scope: 'machine',
      order: 57,
    },
  },
};
