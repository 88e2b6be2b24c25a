import type { Contributions } from '../../platform/vscode/contributions';
import {
  inView,
  keyInView,
  readerInFront,
  readerKey,
  readerPage,
  rowOf,
  whileSeen,
} from '../../services/views/whenClauses';

export const highlightsContributions: Contributions = {
  commands: {
    'reader.selectText': {
      title: 'Select Text by Keyboard',
      palette: readerInFront,
      keys: [readerKey('v')],
    },
    'reader.highlightYellow': {
      title: 'Highlight in Yellow',
      palette: readerInFront,
      menus: [
        { menu: 'webview/context', group: '1_highlight@1', when: `${readerPage} && dailyPapersSelection` },
      ],
      keys: [readerKey('1')],
    },
    'reader.highlightGreen': {
      title: 'Highlight in Green',
      palette: readerInFront,
      menus: [
        { menu: 'webview/context', group: '1_highlight@2', when: `${readerPage} && dailyPapersSelection` },
      ],
      keys: [readerKey('2')],
    },
    'reader.highlightBlue': {
      title: 'Highlight in Blue',
      palette: readerInFront,
      menus: [
        { menu: 'webview/context', group: '1_highlight@3', when: `${readerPage} && dailyPapersSelection` },
      ],
      keys: [readerKey('3')],
    },
    'reader.highlightPink': {
      title: 'Highlight in Pink',
      palette: readerInFront,
      menus: [
        { menu: 'webview/context', group: '1_highlight@4', when: `${readerPage} && dailyPapersSelection` },
      ],
      keys: [readerKey('4')],
    },
    'reader.highlightWithComment': {
      title: 'Highlight with Comment',
      palette: readerInFront,
      menus: [
        { menu: 'webview/context', group: '1_highlight@5', when: `${readerPage} && dailyPapersSelection` },
      ],
      keys: [readerKey('c')],
    },
    'reader.copyQuote': {
      title: 'Copy Quote',
      palette: readerInFront,
      menus: [{ menu: 'webview/context', group: '2_quote@6', when: `${readerPage} && dailyPapersSelection` }],
    },
    'reader.copyQuoteMarkdown': {
      title: 'Copy Quote as Markdown with Link',
      palette: readerInFront,
      menus: [{ menu: 'webview/context', group: '2_quote@7', when: `${readerPage} && dailyPapersSelection` }],
    },
    'reader.nextHighlight': { title: 'Go to Next Highlight', palette: readerInFront, keys: [readerKey(']')] },
    'reader.previousHighlight': {
      title: 'Go to Previous Highlight',
      palette: readerInFront,
      keys: [readerKey('[')],
    },
    showHighlight: {
      title: 'Show Highlight in Reader',
      icon: 'go-to-file',
      palette: 'dailyPapers.highlightSelected',
      menus: [{ menu: 'view/item/context', group: '1_open@1', when: rowOf('highlights', '^highlight') }],
    },
    copyHighlight: {
      title: 'Copy Words of Highlight',
      icon: 'copy',
      palette: 'dailyPapers.highlightSelected',
      menus: [{ menu: 'view/item/context', group: '5_copy@1', when: rowOf('highlights', '^highlight') }],
    },
    deleteHighlight: {
      title: 'Delete Highlight',
      icon: 'trash',
      palette: 'dailyPapers.highlightSelected',
      menus: [{ menu: 'view/item/context', group: '9_remove@1', when: rowOf('highlights', '^highlight') }],
      keys: [keyInView('highlights', { key: 'delete', mac: 'cmd+backspace' })],
    },
    filterHighlights: {
      title: 'Filter Highlights…',
      icon: 'filter',
      palette: whileSeen('highlights', 'dailyPapers.hasHighlights'),
      menus: [
        {
          menu: 'view/title',
          group: 'navigation@1',
          when: `${inView('highlights')} && !dailyPapers.highlights.filtered`,
        },
        { menu: 'view/title', group: '1_filter@1', when: inView('highlights') },
      ],
    },
    clearHighlightFilter: {
      title: 'Show All Highlights',
      icon: 'filter-filled',
      palette: whileSeen('highlights', 'dailyPapers.highlights.filtered'),
      menus: [
        {
          menu: 'view/title',
          group: 'navigation@1',
          when: `${inView('highlights')} && dailyPapers.highlights.filtered`,
        },
      ],
    },
  },
  contextKeys: { 'highlights.filtered': 'boolean', hasHighlights: 'boolean' },
  views: {
    highlights: {
      name: 'Highlights',
      order: 7,
      icon: '$(paintcan)',
      visibility: 'collapsed',
      welcome: [
        {
          contents: 'No highlights yet. Select words in a paper and press 1 to 4, or C to comment on them.',
          when: 'dailyPapers.loaded && !dailyPapers.highlights.filtered',
        },
        {
          contents:
            'No highlight passes the filter.\n[Show All Highlights](command:dailyPapers.clearHighlightFilter)',
          when: 'dailyPapers.loaded && dailyPapers.highlights.filtered',
        },
      ],
    },
  },
  walkthroughSteps: {
    highlight: {
      title: 'Highlight, comment and tag',
      order: 3,
      description:
        'Select words in the reader and press a key. Highlights, comments and tags are kept in a note that is yours.',
      media: { markdown: 'media/walkthrough/highlight.md' },
      completionEvents: ['onCommand:dailyPapers.editTags', 'onCommand:dailyPapers.openNote'],
    },
  },
  colors: {
    highlightYellow: {
      description: 'Icon of a yellow highlight in the Highlights view.',
      defaults: { dark: '#ffcc00', light: '#c79a00', highContrast: '#ffcc00', highContrastLight: '#c79a00' },
    },
    highlightGreen: {
      description: 'Icon of a green highlight in the Highlights view.',
      defaults: { dark: '#3cb45a', light: '#2f9a4a', highContrast: '#3cb45a', highContrastLight: '#2f9a4a' },
    },
    highlightBlue: {
      description: 'Icon of a blue highlight in the Highlights view.',
      defaults: { dark: '#3c8cff', light: '#2b74e0', highContrast: '#3c8cff', highContrastLight: '#2b74e0' },
    },
    highlightPink: {
      description: 'Icon of a pink highlight in the Highlights view.',
      defaults: { dark: '#f05aaa', light: '#d63d8f', highContrast: '#f05aaa', highContrastLight: '#d63d8f' },
    },
  },
};
