import assert from 'node:assert/strict';
import { join } from 'node:path';
import { BibliographyIndex } from '../../../../src/core/citations/bibliography';
import { parseKeyFormula } from '../../../../src/core/citations/keyFormula';
import { Library } from '../../../../src/core/library/library';
import type { Paper, PaperRecord } from '../../../../src/core/library/paper';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { paperId } from '../../../../src/core/library/paperId';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { PaperState } from '../../../../src/core/state/paperState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import type { ParsingProcess } from '../../../../src/services/parsing/parsingCalls';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { Citations } from '../../../../src/services/citations/citations';
import { PinnedKeys } from '../../../../src/services/citations/pinnedKeys';
import { WrittenFields } from '../../../../src/services/citations/writtenFields';
import { isolatedHere } from '../../../support/isolatedHere';
import { InMemoryNoteFiles } from '../../core/notes/inMemoryNoteFiles';
import { InMemoryLog } from '../../core/triage/inMemoryLog';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';

const noise: PaperRecord = {
  title: 'On Noise in Networks',
  abstract: '',
  authors: ['Ada Lovelace'],
  year: 2024,
  arxivId: '2401.01234',
};
const signals: PaperRecord = { ...noise, title: 'Signals', arxivId: '2401.01235' };
const published: PaperRecord = {
  title: 'Samples',
  abstract: '',
  arxivId: '2401.01236',
  venue: 'Journal of Samples',
  doi: '10.1000/samples',
};

suite('Citations of papers', () => {
  const folder = temporaryFolder();
  let isolated: ParsingProcess;
  setup(() => {
    isolated = isolatedHere();
  });
  teardown(() => isolated.dispose());

  interface Given {
    /** The entries of the workspace. */
    readonly entries?: readonly { readonly key: string; readonly paper: PaperRecord }[];
    /** The key in the note of the first paper. */
    readonly noteKey?: string;
    readonly formula?: string;
  }

  async function open({ entries = [], noteKey, formula }: Given = {}) {
    const library = new Library();
    const papers = [noise, signals, published];
    library.add(toPaperBatch('one', [{ label: 'Mar 11', source: 'digest', papers }]));
    const files = new InMemoryNoteFiles();
    const id = paperId(noise.title);
    if (noteKey !== undefined) files.put(`${id}.md`, `---\npaper: ${id}\ncitationKey: ${noteKey}\n---\n`);
    const notes = new NoteStore(files);
    const triage = new TriageStore(new InMemoryLog(), () => 0);
    await Promise.all([notes.ready(), triage.ready()]);
    const state = new PaperState(library, triage, notes);
    const storage = new LocalStoreFolder(join(folder(), 'storage'));
    const compiled = formula === undefined ? undefined : parseKeyFormula(formula);
    const citations = new Citations({
      library,
      state,
      process: isolated,
      bibliographies: { index: () => Promise.resolve(new BibliographyIndex(entries)) },
      pinned: new PinnedKeys(storage.log('citationKeys.jsonl')),
      written: new WrittenFields(storage.log('bibliographyFields.jsonl')),
      formula: () => (compiled?.ok === true ? compiled.value : undefined),
    });
    const paper = ({ title }: PaperRecord): Paper => library.paper(paperId(title)) ?? assert.fail();
    const keys = async (...some: readonly PaperRecord[]) =>
      (await citations.cited(some.map(paper))).map(({ key }) => key);
    return { citations, paper, keys, library };
  }

  const usual = 'lovelaceNoiseNetworks2024';

  test('have the key of the bibliography, else of the note, else the one of the formula', async () => {
    const table: readonly [Given, key: string][] = [
      [{}, usual],
      [{ noteKey: 'own' }, 'own'],
      [{ noteKey: 'own', entries: [{ key: 'theirs', paper: noise }] }, 'theirs'],
      [{ entries: [{ key: 'other', paper: signals }] }, usual],
    ];
    for (const [given, key] of table)
      assert.deepEqual(await (await open(given)).keys(noise), [key], JSON.stringify(given));
  });

  test('of a paper that was two can be renamed to the key of either, but not to that of another paper', async () => {
    const inPrint: PaperRecord = { title: 'Noise, in Print', abstract: '', doi: '10.1000/noise' };
    const { citations, keys, library, paper } = await open();
    const list = (...papers: readonly PaperRecord[]): void =>
      void library.add(toPaperBatch('two', [{ label: 'Mar 12', source: 'digest', papers }]));
    list(inPrint);
    await keys(noise, inPrint, signals);
    const [first, second] = [paper(noise).id, paper(inPrint).id];
    for (const [id, key] of [
      [first, 'one'],
      [second, 'two'],
      [paper(signals).id, 'other'],
    ] as const)
      assert.equal(await citations.rename(id, key), true);
    list({ ...noise, doi: '10.1000/noise' });
    assert.equal(library.idOf(second), first);
    assert.equal(await citations.rename(second, 'other'), false);
    assert.equal(await citations.rename(second, 'one'), true);
    assert.deepEqual(await keys(noise), ['one']);
    assert.equal(await citations.rename(second, 'three'), true);
    assert.deepEqual(await keys(noise), ['three']);
  });

  test('keep the key that they got first, whatever the formula is later', async () => {
    assert.deepEqual(await (await open({ formula: 'auth.lower + year' })).keys(noise), ['lovelace2024']);
    assert.deepEqual(await (await open()).keys(signals, noise), ['lovelaceSignals2024', 'lovelace2024']);
    const { citations, keys, paper } = await open();
    await citations.rename(paper(noise).id, 'mine');
    assert.deepEqual(await keys(noise), ['mine']);
    assert.equal(await citations.paperWithKey('MINE'), paper(noise).id);
    assert.equal(await citations.paperWithKey('lovelace2024'), undefined);
  });

  test('have no key that another paper or an entry of the workspace has', async () => {
    const taken = { title: 'Another Work', abstract: '' };
    const { keys } = await open({
      formula: 'auth.lower + year',
      entries: [{ key: 'Lovelace2024', paper: taken }],
    });
    const given = await keys(noise, signals, noise);
    assert.equal(given[0], given[2]);
    assert.equal(new Set([...given, 'lovelace2024'].map((key) => key.toLowerCase())).size, 3);
  });

  test('are added to a bibliography after what it has, which stays as it is', async () => {
    const { citations, paper } = await open();
    const text = '% mine\n@misc{ theirs,\n  title = {On Noise in Networks},\n  eprint={2401.01234}}\n';
    const papers = [paper(noise), paper(signals)];
    const { keys, changes } = await citations.entries(text, papers);
    assert.deepEqual([keys, changes.length], [['theirs', 'lovelaceSignals2024'], 2]);
    const updated = await citations.updated(text, papers);
    assert.ok(updated.startsWith('% mine\n@misc{ theirs,\n  title = {On Noise in Networks}'), updated);
    assert.deepEqual(
      (await citations.entriesOf(updated)).map(({ key }) => key),
      ['theirs', 'lovelaceSignals2024'],
    );
    assert.equal(await citations.updated(updated, papers), updated);
  });

  test('of a bibliography are listed with those that are there twice or were published since', async () => {
    const { citations } = await open();
    const text = [
      '@misc{a, title={On Noise in Networks}, eprint={2401.01234}, archiveprefix={arXiv}}',
      '@misc{b, title={Samples}, eprint={2401.01236}, archiveprefix={arXiv}}',
      '@article{c, title={Samples}, eprint={2401.01236}, archiveprefix={arXiv}, doi={10.1000/samples}}',
      '@misc{d, title={Noise Again}, eprint={2401.01234}, archiveprefix={arXiv}}',
    ].join('\n');
    assert.deepEqual(
      (await citations.entriesOf(text)).map(({ key, duplicateOf, publishedAs }) => [
        key,
        duplicateOf,
        publishedAs,
      ]),
      [
        ['a', undefined, undefined],
        ['b', undefined, 'Journal of Samples, 10.1000/samples'],
        ['c', 'b', undefined],
        ['d', 'a', undefined],
      ],
    );
  });
});
