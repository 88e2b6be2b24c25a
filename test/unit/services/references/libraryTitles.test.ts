import assert from 'node:assert/strict';
import { parseTextDigest } from '../../../../src/core/importers/textDigest/textDigest';
import { Library } from '../../../../src/core/library/library';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { plainTitle } from '../../../../src/services/search/plainText';
import { knownIdentifiers, LibraryTitles } from '../../../../src/services/references/libraryTitles';
import { seeds } from '../../core/library/seeds';

const batches = seeds.map(({ name, text }) => toPaperBatch(name, parseTextDigest(text, { name }).days));
const [first, ...others] = batches;
assert.ok(first);

function libraryOf(...some: typeof batches): Library {
  const library = new Library();
  library.add(...some);
  return library;
}

/** The titles as the process that scans gets them, by id. */
async function encodedOf(titles: LibraryTitles): Promise<ReadonlyMap<string, string>> {
  const text = new TextDecoder().decode((await titles.encoded()).lines);
  const lines = text.split('\n').slice(0, -1);
  return new Map(lines.map((line) => line.split('\t') as [string, string]));
}

suite('The titles of the library', () => {
  test('are those of all papers as people read them, one on a line', async () => {
    const library = libraryOf(...batches);
    const titles = await encodedOf(new LibraryTitles(library));
    assert.deepEqual(
      titles,
      new Map([...library.papers()].map((paper) => [paper.id, plainTitle(paper).replace(/\s+/gu, ' ')])),
    );
    assert.equal(titles.size, 159);
  });

  test('are found in a text, also if the paper was added later', async () => {
    const library = libraryOf(first);
    const titles = new LibraryTitles(library);
    const late = [...libraryOf(...others).papers()].find(({ id }) => !library.paper(id));
    assert.ok(late);
    const text = `# as in ${plainTitle(late)}`;
    const found = () => titles.matcher.findAll(text).map(({ paperId }) => paperId);
    assert.deepEqual(found(), []);
    const before = titles.name;
    library.add(...others);
    assert.deepEqual([found(), titles.name === before], [[late.id], false]);
    assert.equal((await encodedOf(titles)).size, 159);
  });

  test('have the same name for the same titles, however they were read, and another for others', async () => {
    const of = (...names: readonly string[]): LibraryTitles => {
      const papers = names.map((title) => ({ title, abstract: '' }));
      return new LibraryTitles(libraryOf(toPaperBatch('a', [{ label: 'A', source: 'digest', papers }])));
    };
    const [one, other] = [of('On Noise', 'On Signals'), of('On Noise', 'On Signals')];
    await one.ready();
    assert.ok(other.matcher);
    assert.equal(one.name, other.name);
    const different = [of('On Noise'), of('On Noise', 'On Samples'), of('On Signals', 'On Noise')];
    await Promise.all(different.map((titles) => titles.ready()));
    assert.equal(new Set([one, ...different].map(({ name }) => name)).size, 4);
  });

  test('and identifiers lead to the papers', () => {
    const library = new Library();
    const record = { title: 'On Noise in Networks', abstract: '', arxivId: '2401.01234', doi: '10.1000/xyz' };
    library.add(toPaperBatch('one', [{ label: 'A', source: 'digest', papers: [record] }]));
    const [id = ''] = library.paperIds();
    const known = knownIdentifiers(library);
    assert.deepEqual(
      [
        known.onArxiv('2401.01234'),
        known.withDoi('10.1000/xyz'),
        known.withId(id),
        known.titled(record.title),
      ],
      [id, id, id, id],
    );
    assert.deepEqual(
      [known.onArxiv('2401.01235'), known.withDoi('10.1000/x'), known.withId('x'), known.titled('On Noise')],
      [undefined, undefined, undefined, undefined],
    );
  });
});
