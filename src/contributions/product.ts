import type { Contributions, JsonObject } from '../platform/vscode/contributions';

/** Parts of the manifest that belong to no single feature. */
export const productContributions: Contributions = {
  commands: { showLog: { title: 'Show Log', icon: 'output' } },
  contextKeys: {
    loaded: 'boolean',
    paperSelected: 'boolean',
    highlightSelected: 'boolean',
    searchSelected: 'boolean',
  },
};

/** Fields of package.json beside `contributes`. */
export const manifestFields: JsonObject = {
  displayName: 'Daily Papers',
  description: 'Read, search and annotate research papers beside your code.',
  capabilities: {
    untrustedWorkspaces: {
      supported: 'limited',
      description:
        'Until the workspace is trusted, its digests and notes are not read, and its settings do not decide where digests and notes are kept.',
      restrictedConfigurations: ['dailyPapers.import.location', 'dailyPapers.notes.location'],
    },
    virtualWorkspaces: {
      supported: 'limited',
      description:
        'Notes are written without the crash safety that local files have, and references are found in open documents only.',
    },
  },
};

export const category = 'Papers';

export const viewContainer = { id: 'dailyPapers', title: 'Papers', icon: 'media/papers.svg' };

export const walkthrough = {
  id: 'start',
  title: 'Get Started with Daily Papers',
  description: "Read the day's papers beside your code, and keep what you think of them.",
};

export const settingsTitle = 'Daily Papers';

/** Points of `contributes` that are taken as they are. */
export const otherContributions: JsonObject = {
  mcpServerDefinitionProviders: [{ id: 'dailyPapers.server', label: 'Daily Papers' }],
  customEditors: [
    {
      viewType: 'dailyPapers.reader',
      displayName: 'Paper',
      selector: [{ filenamePattern: 'paper:/**' }],
    },
  ],
  languages: [{ id: 'papers-abstract', aliases: ['Paper Abstract'] }],
  configurationDefaults: {
    '[papers-abstract]': {
      'editor.wordWrap': 'on',
      'editor.unicodeHighlight.ambiguousCharacters': false,
      'editor.occurrencesHighlight': 'off',
    },
  },
};
