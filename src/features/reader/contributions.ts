import type { Contributions, KeyBinding } from '../../platform/vscode/contributions';
import {
  dynamicReaderInFront,
  listFocused,
  never,
  paperInFront,
  paperRow,
  readerInFront,
  readerKey,
  readerPage,
} from '../../services/views/whenClauses';

const canGoBack = 'dailyPapers.reader.canGoBack';
const canGoForward = 'dailyPapers.reader.canGoForward';

/** Elsewhere the key stays VS Code's. */
function whenAlso(binding: KeyBinding, condition: string): KeyBinding {
  return { ...binding, when: [binding.when, condition].filter(Boolean).join(' && ') };
}

export const readerContributions: Contributions = {
  commands: {
    openPaper: {
      title: 'Open',
      icon: 'go-to-file',
      palette: 'dailyPapers.paperSelected',
      menus: [{ menu: 'view/item/context', group: '1_open@1', when: paperRow() }],
    },
    openToSide: {
      title: 'Open to the Side',
      icon: 'split-horizontal',
      palette: paperInFront,
      menus: [{ menu: 'view/item/context', group: '1_open@2', when: paperRow() }],
      keys: [
        // As in the Explorer; Alt is what opens to the side by a click in VS Code's own lists. Menus show the last one.
        ...['alt+enter', 'ctrl+enter'].map((key) => ({ key, when: listFocused, args: { view: 'focused' } })),
        // Only a custom editor can be split.
        whenAlso(readerKey('ctrl+\\', 'cmd+\\'), dynamicReaderInFront),
      ],
    },
    openRow: { title: 'Show in the Reader', palette: never },
    openFocused: {
      title: 'Open in a Tab of Its Own',
      palette: never,
      keys: [{ key: 'enter', when: listFocused, args: { view: 'focused' } }],
    },
    'reader.keep': {
      title: 'Keep Reader Open',
      icon: 'pin',
      palette: dynamicReaderInFront,
      menus: [{ menu: 'editor/title', group: '1_open@1', when: dynamicReaderInFront }],
    },
    'reader.back': {
      title: 'Go Back in the Reader',
      icon: 'arrow-left',
      palette: `${readerInFront} && ${canGoBack}`,
      menus: [
        { menu: 'editor/title', group: 'navigation@1', when: `${dynamicReaderInFront} && ${canGoBack}` },
      ],
      keys: [whenAlso(readerKey('alt+left'), `${dynamicReaderInFront} && ${canGoBack}`)],
    },
    'reader.forward': {
      title: 'Go Forward in the Reader',
      icon: 'arrow-right',
      palette: `${readerInFront} && ${canGoForward}`,
      menus: [
        { menu: 'editor/title', group: 'navigation@2', when: `${dynamicReaderInFront} && ${canGoForward}` },
      ],
      keys: [whenAlso(readerKey('alt+right'), `${dynamicReaderInFront} && ${canGoForward}`)],
    },
    'reader.find': {
      title: 'Find in Paper',
      icon: 'search',
      palette: readerInFront,
      menus: [{ menu: 'editor/title', group: '3_find@1', when: readerInFront }],
      keys: [readerKey('ctrl+f', 'cmd+f')],
    },
    'reader.findNext': {
      title: 'Find Next in Paper',
      palette: readerInFront,
      keys: [readerKey('f3'), readerKey('ctrl+g', 'cmd+g')],
    },
    'reader.findPrevious': {
      title: 'Find Previous in Paper',
      palette: readerInFront,
      keys: [readerKey('shift+f3'), readerKey('ctrl+shift+g', 'cmd+shift+g')],
    },
    'reader.toggleRaw': {
      title: 'Toggle Raw Text',
      icon: 'eye',
      palette: readerInFront,
      menus: [
        { menu: 'editor/title', group: 'navigation@30', when: readerInFront },
        { menu: 'webview/context', group: 'z_view@1', when: readerPage },
      ],
      keys: [readerKey('x')],
    },
    'reader.zoomIn': {
      title: 'Enlarge Text',
      palette: readerInFront,
      menus: [{ menu: 'editor/title', group: '3_zoom@1', when: readerInFront }],
      keys: [readerKey('='), readerKey('shift+='), readerKey('numpad_add')],
    },
    'reader.zoomOut': {
      title: 'Reduce Text',
      palette: readerInFront,
      menus: [{ menu: 'editor/title', group: '3_zoom@2', when: readerInFront }],
      keys: [readerKey('-'), readerKey('numpad_subtract')],
    },
    'reader.zoomReset': {
      title: 'Reset Text Size',
      palette: readerInFront,
      menus: [{ menu: 'editor/title', group: '3_zoom@3', when: readerInFront }],
      keys: [readerKey('0')],
    },
  },
  contextKeys: { 'reader.canGoBack': 'boolean', 'reader.canGoForward': 'boolean' },
  settings: {
    'reader.fontFamily': {
      type: 'string',
      enum: ['sans', 'serif', 'editor'],
      default: 'sans',
      enumDescriptions: [
        'The typeface of VS Code’s own interface.',
        'A book typeface.',
        'The typeface of the code editor.',
      ],
      description: 'The typeface of abstracts in the reader.',
      order: 40,
    },
    'reader.fontSize': {
      type: 'integer',
      default: 0,
      minimum: 0,
      maximum: 100,
      markdownDescription: 'The size of abstracts in the reader, in pixels. 0 follows `#editor.fontSize#`.',
      order: 50,
    },
    'reader.collapseCitations': {
      type: 'boolean',
      default: false,
      description: 'Show citations in whole papers as marks; a mark shows its references when it is opened.',
      order: 52,
    },
    'reader.lightFigures': {
      type: 'boolean',
      default: true,
      description:
        'Show figures of whole papers on a light ground in dark themes. Most are made for white paper.',
      order: 53,
    },
    'reader.followList': {
      type: 'boolean',
      default: true,
      description:
        'After marking a paper in a view or undoing that, show the paper that has the focus in the reader.',
      order: 55,
    },
  },
};
