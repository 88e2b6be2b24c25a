import type { Contributions } from '../../platform/vscode/contributions';
import { inView, paperInFront, paperMenus } from '../../services/views/whenClauses';

const ofReferences = inView('references');

export const referencesContributions: Contributions = {
  commands: {
    showReferences: {
      title: 'Show References in Code',
      icon: 'references',
      palette: paperInFront,
      menus: paperMenus({ row: '1_open@4', tab: '1_open@4', page: '1_open@4' }),
    },
    groupReferencesByPaper: {
      title: 'Group by Paper',
      icon: 'book',
      menus: [
        {
          menu: 'view/title',
          group: 'navigation@1',
          when: `${ofReferences} && dailyPapers.referencesGrouping == 'file'`,
        },
      ],
      palette: 'false',
    },
    groupReferencesByFile: {
      title: 'Group by File',
      icon: 'files',
      menus: [
        {
          menu: 'view/title',
          group: 'navigation@1',
          when: `${ofReferences} && dailyPapers.referencesGrouping == 'paper'`,
        },
      ],
      palette: 'false',
    },
    linkToPaper: {
      title: 'Link to Paper…',
      icon: 'link',
      palette: 'editorIsOpen',
      menus: [{ menu: 'editor/context', group: 'z_papers@1', when: "resourceScheme != 'paper'" }],
    },
    addCodeToNote: {
      title: 'Add Code to Note…',
      icon: 'note',
      palette: 'editorIsOpen',
      menus: [
        {
          menu: 'editor/context',
          group: 'z_papers@2',
          when: "editorHasSelection && resourceScheme != 'paper'",
        },
      ],
    },
  },
  contextKeys: { referencesGrouping: ['paper', 'file'] },
  views: {
    references: {
      name: 'References',
      order: 9,
      icon: '$(references)',
      visibility: 'collapsed',
      welcome: [
        {
          contents:
            'No file of this workspace names a paper of the library. Write arXiv:2401.01234, a DOI, [[ and a title, or a paper’s exact title in a comment, and it is listed here.',
          when: 'dailyPapers.loaded',
        },
      ],
    },
  },
  settings: {
    'references.gutter': {
      type: 'boolean',
      default: false,
      description: 'Marks lines that name a paper of the library with its state, beside the line numbers.',
      order: 40,
    },
    'references.codeLens': {
      type: 'boolean',
      default: false,
      description: 'Shows the title of a paper above the lines of a program that name it.',
      order: 41,
    },
    'references.diagnostics': {
      type: 'boolean',
      default: false,
      description:
        'Reports identifiers of papers that were withdrawn, or that have a newer version than the one that is named.',
      order: 43,
    },
    'references.completeKeys': {
      type: 'string',
      enum: ['auto', 'always', 'never'],
      default: 'auto',
      enumDescriptions: [
        'Unless another extension that is installed completes citation keys in the language.',
        'Also beside other extensions.',
        'Citation keys are not completed.',
      ],
      description: 'Whether citation keys of the workspace’s .bib files are completed in documents.',
      order: 42,
    },
  },
};
