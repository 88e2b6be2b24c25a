import assert from 'node:assert/strict';
import { allContributions } from '../../../src/contributions/all';
import { buildManifest } from '../../../src/contributions/manifest';
import type {
  CommandContribution,
  Contributions,
  JsonObject,
} from '../../../src/platform/vscode/contributions';

const command: CommandContribution = { title: 'Open' };

function contributes(...features: readonly Contributions[]): JsonObject {
  return buildManifest(features).fields['contributes'] as JsonObject;
}

/** Commands that are useful in a window that shows nothing yet. Others need a paper, a row, a document or a list. */
const offeredAnywhere = [
  'Add Paper…',
  'Add Triage Rule…',
  'Copy MCP Configuration',
  'Copy or Export Citations…',
  'Edit Triage Rules',
  'Export Annotations…',
  'Fetch Days…',
  'Import Annotations…',
  'Import Digest…',
  'Search',
  'Search Highlights…',
  'Show Activity of Assistants',
  'Show Log',
  'Show Notes Folder',
  'Show Stored Papers',
  'Show What Was Left Out',
  'Show as Table…',
];

suite('Manifest of the features', () => {
  test('The palette offers without a condition only what can be done in an empty window', () => {
    const commands = allContributions.flatMap((feature) => Object.values(feature.commands ?? {}));
    const titles = commands.filter(({ palette }) => palette === undefined).map(({ title }) => title);
    assert.deepEqual(titles.toSorted(), offeredAnywhere);
  });

  test('A command is in its menus and in the palette, under its full id', () => {
    const menus = [{ menu: 'view/title', group: 'navigation@1', when: 'view == x' }] as const;
    const open: CommandContribution = { ...command, icon: 'eye', palette: 'false', menus };
    const manifest = contributes({ commands: { open } });
    assert.deepEqual(manifest['commands'], [
      {
        command: 'dailyPapers.open',
        title: '%commands.open.title%',
        category: '%category%',
        icon: '$(eye)',
      },
    ]);
    assert.deepEqual(manifest['menus'], {
      'view/title': [{ command: 'dailyPapers.open', group: 'navigation@1', when: 'view == x' }],
      commandPalette: [{ command: 'dailyPapers.open', when: 'false' }],
    });
  });

  test('The palette finds a command by its alias, which VS Code takes from the title in the original language', () => {
    const manifest = buildManifest([{ commands: { open: { ...command, alias: 'Open Papers' } } }]);
    const [entry] = (manifest.fields['contributes'] as JsonObject)['commands'] as readonly JsonObject[];
    assert.deepEqual(entry?.['title'], {
      value: '%commands.open.title.value%',
      original: '%commands.open.title.original%',
    });
    assert.equal(manifest.texts['commands.open.title.original'], 'Open Papers');
  });

  test('A clause may ask whether a view is seen', () => {
    const view = { name: 'Digests', order: 1, icon: '$(tag)' };
    const seen: CommandContribution = { ...command, palette: 'dailyPapers.digests.visible' };
    assert.doesNotThrow(() => contributes({ commands: { seen }, views: { digests: view } }));
    assert.throws(() => contributes({ commands: { seen } }), /digests\.visible/);
  });

  test('A key has only the fields that are given', () => {
    const keys = [{ key: 'r' }, { key: 'ctrl+z', mac: 'cmd+z', when: 'x', args: { view: 'y' } }];
    assert.deepEqual(contributes({ commands: { open: { ...command, keys } } })['keybindings'], [
      { command: 'dailyPapers.open', key: 'r' },
      { command: 'dailyPapers.open', key: 'ctrl+z', mac: 'cmd+z', when: 'x', args: { view: 'y' } },
    ]);
  });

  test('Views and steps of the walkthrough are in their order, for any order of the features', () => {
    const view = (order: number) => ({ name: `View ${order}`, order, icon: '$(tag)' });
    const manifest = contributes({ views: { later: view(2) } }, { views: { digests: view(1) } });
    assert.deepEqual(manifest['views'], {
      dailyPapers: [
        {
          id: 'dailyPapers.digests',
          name: '%views.dailyPapers.digests.name%',
          icon: '$(tag)',
          contextualTitle: '%contextualTitle%',
        },
        {
          id: 'dailyPapers.later',
          name: '%views.dailyPapers.later.name%',
          icon: '$(tag)',
          contextualTitle: '%contextualTitle%',
        },
      ],
    });
  });

  test('Texts for people are in the texts, other values stay', () => {
    const setting = {
      type: 'string',
      enum: ['one', 'two'],
      enumDescriptions: ['The first.', 'The second.'],
      description: 'Which.',
      items: { properties: { name: { type: 'string', description: 'A name.' } } },
    };
    const { fields, texts } = buildManifest([{ settings: { which: setting } }]);
    const { configuration } = fields['contributes'] as { configuration: { properties: unknown } };
    const key = 'configuration.properties.which';
    assert.deepEqual(configuration.properties, {
      'dailyPapers.which': {
        type: 'string',
        enum: ['one', 'two'],
        enumDescriptions: [`%${key}.enumDescriptions.0%`, `%${key}.enumDescriptions.1%`],
        description: `%${key}.description%`,
        items: {
          properties: { name: { type: 'string', description: `%${key}.items.properties.name.description%` } },
        },
      },
    });
    assert.equal(texts[`${key}.enumDescriptions.1`], 'The second.');
    assert.equal(texts[`${key}.items.properties.name.description`], 'A name.');
  });

  test('One id in two features is an error', () => {
    assert.throws(
      () => buildManifest([{ commands: { open: command } }, { commands: { open: command } }]),
      /Two features declare open in their commands/,
    );
  });

  test('A “when” with a context key that no feature declares is an error', () => {
    const palette = "view == dailyPapers.tags && !dailyPapers.isOpen || dailyPapers.mode == 'x'";
    const commands = { open: { ...command, palette } };
    assert.throws(() => buildManifest([{ commands }]), /declares the context key isOpen/);
    assert.throws(
      () => buildManifest([{ commands, contextKeys: { isOpen: 'boolean' } }]),
      /declares the context key mode/,
    );
    const { contextKeys } = buildManifest([
      { commands, contextKeys: { mode: ['x', 'y'], isOpen: 'boolean' } },
    ]);
    assert.deepEqual(
      [...contextKeys],
      [
        ['isOpen', 'boolean'],
        ['mode', "'x' | 'y'"],
      ],
    );
  });
});
