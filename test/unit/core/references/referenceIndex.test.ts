import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ReferenceIndex } from '../../../../src/core/references/referenceIndex';
import { scanNotebook, scanText } from '../../../../src/core/references/scanText';
import { decodeIndex, encodeIndex, type StoredFile } from '../../../../src/core/references/scannedFile';
import { citedEntries } from '../../../../src/core/references/citedEntries';
import { TitleMatcher } from '../../../../src/core/references/titleMatcher';

const titles = new TitleMatcher([{ paperId: 'attention', title: 'Attention Is All You Need' }]);
const found = (text: string, language: string) => ({ references: scanText(text, language, titles) });

suite('ReferenceIndex', () => {
  let onArxiv: Map<string, string>;
  let index: ReferenceIndex;

  setup(() => {
    onArxiv = new Map([['1706.03762', 'attention']]);
    index = new ReferenceIndex({
      onArxiv: (id) => onArxiv.get(id),
      withDoi: () => undefined,
      withId: (id) => (id === 'attention' ? id : undefined),
      titled: (title) => (title === 'Attention Is All You Need' ? 'attention' : undefined),
    });
  });
  const places = (id = 'attention'): readonly string[] =>
    index.of(id).map(({ uri, line, column, endColumn }) => `${uri}:${line}:${column}-${endColumn}`);

  test('lists the places of a paper by file and line', () => {
    index.setFolder('file:///w/', [
      ['file:///w/b.py', found('x = 1\n# arXiv:1706.03762\n', 'python')],
      ['file:///w/a.md', found('*Attention Is All You Need*\n', 'markdown')],
    ]);
    assert.deepEqual(places(), ['file:///w/a.md:0:1-26', 'file:///w/b.py:1:8-18']);
  });

  test('puts an open document in front of its file, until it is closed', () => {
    index.setFolder('file:///w/', [['file:///w/a.py', found('# arXiv:1706.03762', 'python')]]);
    index.setOpen('file:///w/a.py', 'file:///w/a.py', found('', 'python'));
    assert.deepEqual(places(), []);
    index.setOpen('file:///w/a.py', 'file:///w/a.py', undefined);
    assert.equal(places().length, 1);
  });

  test('shows the cells of an open notebook instead of its file', () => {
    const json = JSON.stringify({ cells: [{ cell_type: 'markdown', source: ['\n', 'arXiv:1706.03762'] }] });
    const references = scanNotebook(json, titles);
    assert.deepEqual([references[0]?.cell, references[0]?.line], [0, 1]);
    index.setFile('file:///w/a.ipynb', { references });
    index.setOpen('cell:1', 'file:///w/a.ipynb', found('arXiv:1706.03762', 'markdown'));
    assert.deepEqual(places(), ['cell:1:0:6-16']);
  });

  test('counts the papers of a cell that gets another number as changed', () => {
    index.setOpen('cell:1', 'file:///w/a.ipynb', found('arXiv:1706.03762', 'markdown'));
    index.setFile('file:///w/a.py', found('# arXiv:1706.03762', 'python'));
    assert.deepEqual(index.takeChanges(), ['attention']);
    index.relabel('cell:2');
    assert.deepEqual(index.takeChanges(), []);
    index.relabel('cell:1');
    assert.deepEqual(index.takeChanges(), ['attention']);
    index.invalidate();
    index.relabel('cell:1');
    assert.deepEqual(index.takeChanges(), ['attention']);
  });

  test('finds papers that the library gets later', () => {
    index.setFile('file:///w/a.py', found('# arXiv:2106.09685', 'python'));
    assert.deepEqual(places('lora'), []);
    onArxiv.set('2106.09685', 'lora');
    index.invalidate();
    assert.equal(places('lora').length, 1);
  });

  test('resolves citation keys by the identifier or the title of their entry', () => {
    const entries = citedEntries(
      '@article{a, title={Attention Is All You Need}}\n@misc{b, title={X}, eprint={1706.03762}}\n',
    );
    index.setFile('file:///w/refs.bib', { references: [], entries });
    index.setFile('file:///w/p.tex', found('\\cite{a,b,unknown}', 'latex'));
    assert.deepEqual(places(), ['file:///w/p.tex:0:6-7', 'file:///w/p.tex:0:8-9']);
    assert.equal(index.entry('b')?.line, 1);
  });

  test('leaves out the heading of a note that is the title of its paper, and no other title', () => {
    const head = '---\npaper: attention\ntitle: Attention Is All You Need\n---\n';
    const lines = (body: string): readonly number[] =>
      scanText(`${head}${body}`, 'markdown', titles).map(({ line }) => line);
    assert.deepEqual(lines('\n# Attention Is All You Need\n\nWords.\n'), []);
    assert.deepEqual(lines('# Attention Is All You Need.\n\nAs in Attention Is All You Need.\n'), [6]);
    assert.deepEqual(lines('\n# After Attention Is All You Need\n'), [5]);
    assert.deepEqual(lines('\nWords.\n\n# Attention Is All You Need\n'), [7]);
    assert.equal(scanText('# Attention Is All You Need\n', 'markdown', titles).length, 1);
  });

  test('leaves out front matter of notes, which names the note’s own paper', () => {
    const note = '---\npaper: attention\ntitle: Attention Is All You Need\n---\n\nSee arXiv:1706.03762.\n';
    assert.deepEqual(
      scanText(note, 'markdown', titles).map(({ kind, line }) => [kind, line]),
      [['arxiv', 5]],
    );
  });

  test('keeps the part of a long line around the place', () => {
    const [place] = scanText(`/* ${'x '.repeat(2000)}arXiv:1706.03762 */`, 'javascript', titles);
    assert.ok(place && place.text.length <= 400);
    const start = place.column - (place.cut ?? 0);
    assert.equal(place.text.slice(start, start + 10), '1706.03762');
  });

  test('is stored and read again; a damaged line loses only its own file', () => {
    const file: StoredFile = { path: 'a.py', size: 3, mtime: 1.5, ...found('# arXiv:1706.03762', 'python') };
    const text = [...encodeIndex({ titles: 't' }, [file, { ...file, path: 'b.py' }])].join('');
    assert.deepEqual(decodeIndex(text)?.files.get('b.py'), { ...file, path: 'b.py' });
    const damaged = text.replace('["b.py"', '["b.py');
    assert.deepEqual([...(decodeIndex(damaged)?.files.keys() ?? [])], ['a.py']);
    assert.equal(decodeIndex('[]'), undefined);
  });

  test('after any change its places equal those of a new index, and the changed papers are reported', () => {
    const texts = fc.constantFrom(
      ...[
        '',
        '# arXiv:1706.03762',
        '# [[attention]]',
        '# arXiv:2106.09685 and arXiv:1706.03762',
        '\\cite{k}',
      ],
    );
    const file = fc.constantFrom('file:///w/a.tex', 'file:///w/b.tex', 'file:///w/c/d.tex');
    const bib = fc.constantFrom('', '@a{k, eprint={1706.03762}}', '@a{k, eprint={2106.09685}}');
    const changes = fc.oneof(
      fc.record({ kind: fc.constant('file' as const), file, text: texts }),
      fc.record({ kind: fc.constant('open' as const), file, text: texts }),
      fc.record({ kind: fc.constant('close' as const), file, text: texts }),
      fc.record({ kind: fc.constant('bib' as const), file, text: bib }),
      fc.record({ kind: fc.constant('folder' as const), file, text: texts }),
      fc.record({ kind: fc.constant('library' as const), file, text: texts }),
    );
    fc.assert(
      fc.property(fc.array(changes, { maxLength: 25 }), (steps) => {
        const library = new Map([['1706.03762', 'attention']]);
        const known = {
          onArxiv: (id: string) => library.get(id),
          withDoi: () => undefined,
          withId: (id: string) => (id === 'attention' ? id : undefined),
          titled: () => undefined,
        };
        const kept = new ReferenceIndex(known);
        const done: ((to: ReferenceIndex) => void)[] = [];
        let told = new Map<string, string>();
        for (const { kind, file: uri, text } of steps) {
          const references = found(text, 'latex');
          if (kind === 'library') library.set('2106.09685', 'lora');
          const change = (to: ReferenceIndex): void => {
            if (kind === 'file') to.setFile(uri, references);
            else if (kind === 'open') to.setOpen(uri, uri, references);
            else if (kind === 'close') to.setOpen(uri, uri, undefined);
            else if (kind === 'bib')
              to.setFile('file:///w/refs.bib', { references: [], entries: citedEntries(text) });
            else if (kind === 'folder') to.setFolder('file:///w/c/', [[uri, references]]);
            else to.invalidate();
          };
          done.push(change);
          change(kept);
          const fresh = new ReferenceIndex(known);
          for (const each of done) each(fresh);
          const sorted = (all: ReturnType<ReferenceIndex['all']>) => new Map([...all].sort());
          assert.deepEqual(sorted(kept.all()), sorted(fresh.all()));
          const now = new Map(
            [...kept.all()].map(([id, all]) => [
              id,
              all.map(({ uri: of, line, column, text: of2 }) => `${of} ${line} ${column} ${of2}`).join('\n'),
            ]),
          );
          const before = told;
          told = now;
          const changed = [...new Set([...before.keys(), ...now.keys()])].filter(
            (id) => before.get(id) !== now.get(id),
          );
          assert.deepEqual([...kept.takeChanges()].sort(), changed.sort());
        }
      }),
    );
  });
});
