import type { Contributions } from '../../platform/vscode/contributions';
import { paperInFront, paperMenus, paperKey, rowOf } from '../../services/views/whenClauses';

/** Tags are kept in notes. */
const inNotesOrTags = 'view =~ /^dailyPapers\\.(notes|tags)$/';

export const notesContributions: Contributions = {
  commands: {
    openNote: {
      title: 'Open Note',
      icon: 'note',
      palette: paperInFront,
      menus: [
        ...paperMenus({ row: '1_open@3', tab: 'navigation@10', page: '1_open@1' }),
        { menu: 'view/item/context', group: '1_open@3', when: rowOf('highlights', '^highlight') },
      ],
      keys: paperKey('n'),
    },
    showNotesFolder: {
      title: 'Show Notes Folder',
      icon: 'folder',
      menus: [{ menu: 'view/title', group: '3_folder@1', when: inNotesOrTags }],
    },
    chooseNotesFolder: {
      title: 'Choose Notes Folder…',
      icon: 'folder-opened',
      palette: 'workspaceFolderCount != 0',
      menus: [
        { menu: 'view/title', group: '3_folder@2', when: `${inNotesOrTags} && workspaceFolderCount != 0` },
      ],
    },
    mergeConflictingNote: {
      title: 'Merge Conflicting Note',
      icon: 'git-merge',
      palette: "resourceScheme == 'papers-note' || resourcePath =~ /[\\\\/]notes[\\\\/][a-z0-9-]+\\.md$/i",
    },
  },
  views: {
    notes: {
      name: 'Notes',
      order: 5,
      icon: '$(note)',
      visibility: 'collapsed',
      welcome: [
        {
          contents:
            'Nothing written yet. Open a paper and press N for its note, or select words and press C: what you wrote is listed here, newest first.',
          when: 'dailyPapers.loaded',
        },
      ],
    },
  },
  settings: {
    'notes.template': {
      type: 'string',
      editPresentation: 'multilineText',
      default: '# ${title}\n\n',
      markdownDescription:
        'What a new note begins with. `${title}`, `${authors}`, `${year}`, `${venue}`, `${arxiv}`, `${doi}`, `${url}` and `${date}` stand for what is known of the paper, and for today. Notes that are there stay as they are.',
      order: 16,
    },
    'notes.location': {
      type: 'string',
      enum: ['workspace', 'global'],
      default: 'workspace',
      markdownEnumDescriptions: [
        'In `.papers/notes/` of the workspace folder, where git can carry them; in the extension’s own storage while no folder is open.',
        'In the extension’s own storage: the same notes in every workspace, on this machine.',
      ],
      description: 'Where notes are kept. After a change the extension offers to move the notes, with undo.',
      order: 15,
    },
  },
};
