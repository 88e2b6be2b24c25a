import assert from 'node:assert/strict';
import { mkdir, readdir, rename, rmdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { paperId } from '../../../../src/core/library/paperId';
import { DetailsResponses } from '../../../../src/services/sources/detailsResponses';
import { DetailsLog } from '../../../../src/services/sources/detailsLog';
import { DetailsStore } from '../../../../src/services/sources/detailsStore';
import { parseDetailsResponse } from '../../../../src/services/sources/parseDetailsResponse';
import {
  foldDetails,
  parseDetailsRecord,
  type DetailsRecord,
} from '../../../../src/services/sources/detailsRecord';
import { renderers } from '../../../support/renderedDigests';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';
import { directResponses } from '../../../support/directResponses';

const sample = { title: 'A Paper', abstract: 'As it came.', id: '2403.01234' };
const other = { title: 'Another Paper', abstract: 'As it came too.', id: '2403.01235' };
const [id, otherId] = [sample, other].map(({ title }) => paperId(title)) as [string, string];

const atom = (...papers: (typeof sample & { version?: number })[]) => ({
  service: 'arxiv' as const,
  bytes: new TextEncoder().encode(renderers['atom']?.(papers) ?? ''),
});

/** The details that this code reads in a response, for the requested papers. */
function told(answer: ReturnType<typeof atom>, change: Partial<PaperRecord> = {}): readonly DetailsRecord[] {
  return finish(parseDetailsResponse(answer.service, answer.bytes)).map((record) => ({
    paperId: paperId(record.title),
    record: { ...record, ...change },
  }));
}

suite('Known details of papers', () => {
  const folder = temporaryFolder();
  const log = (): DetailsLog => new DetailsLog(new AppendLog(join(folder(), 'details.jsonl')));
  const answers = (): Promise<string[]> => readdir(join(folder(), 'details'));

  /** As after a start of VS Code, with a parser of this number. */
  function start(parser = 1) {
    const library = new Library();
    const papers = [sample, other].map(({ title }) => ({ title, abstract: '' }));
    library.add(toPaperBatch('seeds', [{ label: 'Mar 14', source: 'digest', papers }]));
    const reports: unknown[] = [];
    const known = new DetailsStore({
      library,
      log: log(),
      responses: new DetailsResponses(new LocalStoreFolder(join(folder(), 'details'))),
      parser,
      run: (steps) => Promise.resolve(finish(steps)),
      reader: directResponses,
      report: (cause) => reports.push(cause),
    });
    return { library, known, reports };
  }

  test('are there again after a restart, with the answer as it came, once', async () => {
    const answer = atom(sample, other);
    await start().known.add(told(answer), answer);
    const { library, known } = start();
    await known.ready();
    assert.deepEqual(
      [id, otherId].map((one) => library.paper(one)?.authors),
      [['First Author'], ['First Author']],
    );
    const [name = '', ...more] = await answers();
    const kept = await new DetailsResponses(new LocalStoreFolder(join(folder(), 'details'))).read(name);
    assert.deepEqual([Buffer.from(kept ?? []).equals(answer.bytes), more], [true, []]);
  });

  test('are read again from the answers where the parser is another, with no request', async () => {
    const answer = atom(sample);
    // An older parser took a wrong name for the author, and missed the categories.
    const { title, abstract } = sample;
    const poor = { title, abstract, arxivId: sample.id, authors: ['Wrong', 'Names', 'Longer'] };
    const { known } = start();
    await known.add([{ paperId: id, record: poor }], answer);
    const { library, known: again } = start(2);
    await again.reparsed();
    assert.deepEqual(
      [library.paper(id)?.authors, library.paper(id)?.categories],
      [['First Author'], ['cs.LG']],
    );
    assert.deepEqual(
      (await log().read()).map(({ record, from }) => [record.authors, from?.parser]),
      [[['First Author'], 2]],
    );
  });

  test('keep the title of the library if the person has merged the papers', async () => {
    const answer = atom(sample);
    const [first] = told(answer);
    assert.ok(first);
    const guess = {
      paperId: otherId,
      record: { ...first.record, title: other.title },
      keepsTitle: true as const,
    };
    await start().known.add([guess], answer);
    const { library, known } = start(2);
    await known.reparsed();
    assert.deepEqual(
      [library.paper(otherId)?.title, library.paper(otherId)?.arxivId],
      [other.title, sample.id],
    );
  });

  test('of a log from before answers were kept are still read', async () => {
    const record = { ...sample, upvotes: 4 };
    await writeFile(join(folder(), 'details.jsonl'), `${JSON.stringify({ paperId: id, record })}\n`);
    const { library, known } = start(2);
    await known.reparsed();
    assert.equal(library.paper(id)?.upvotes, 4);
    assert.equal((await log().read()).length, 1);
  });

  test('stay as they were read if the response is missing or damaged, and the cause is logged', async () => {
    const answer = atom(sample);
    await start().known.add(told(answer, { authors: ['As Read'] }), answer);
    const [name = ''] = await answers();
    await writeFile(join(folder(), 'details', name), 'damaged');
    const { library, known, reports } = start(2);
    await known.reparsed();
    assert.deepEqual([library.paper(id)?.authors, reports.length], [['As Read'], 1]);
  });

  test('whose answer is damaged are whole again when it comes again', async () => {
    const answer = atom(sample);
    await start().known.add(told(answer), answer);
    const [name = ''] = await answers();
    const path = join(folder(), 'details', name);
    await truncate(path, 20);
    await assert.rejects(new DetailsResponses(new LocalStoreFolder(join(folder(), 'details'))).read(name));
    await start().known.add(told(answer), answer);
    const kept = await new DetailsResponses(new LocalStoreFolder(join(folder(), 'details'))).read(name);
    assert.ok(Buffer.from(kept ?? []).equals(answer.bytes));
  });

  test('are looked for again after the log could not be read', async () => {
    const answer = atom(sample);
    await start().known.add(told(answer), answer);
    const path = join(folder(), 'details.jsonl');
    await rename(path, `${path}.away`);
    await mkdir(path);
    const { library, known } = start();
    await assert.rejects(known.ready());
    await rmdir(path);
    await rename(`${path}.away`, path);
    await known.ready();
    assert.deepEqual(library.paper(id)?.authors, ['First Author']);
  });

  test('let an answer go once newer ones are about all of its papers', async () => {
    const { known } = start();
    const [both, first, second] = [
      atom(sample, other),
      atom({ ...sample, version: 2 }),
      atom({ ...other, version: 2 }),
    ];
    await known.add(told(both), both);
    await known.add(told(first), first);
    assert.equal((await answers()).length, 2);
    await known.add(told(second), second);
    assert.equal((await answers()).length, 2);
    await known.add(told(second), second);
    assert.equal((await answers()).length, 2);
    const { library, known: again } = start();
    await again.ready();
    assert.equal(library.paper(id)?.arxivVersion, 2);
  });
});

suite('Folded records of details', () => {
  const line = (
    record: Partial<PaperRecord>,
    service?: 'arxiv' | 'huggingface',
    answer = 'a',
  ): DetailsRecord => ({
    paperId: id,
    record: { title: 'A Paper', abstract: 'As it came.', ...record },
    ...(service && { from: { service, answer, parser: 1 } }),
  });
  const rows: readonly (readonly [string, readonly DetailsRecord[], readonly DetailsRecord[]])[] = [
    [
      'the latest record of each service stays, earlier ones go',
      [line({ upvotes: 1 }, 'huggingface'), line({}, 'arxiv'), line({ upvotes: 2 }, 'huggingface', 'b')],
      [line({ upvotes: 2 }, 'huggingface', 'b'), line({}, 'arxiv')],
    ],
    [
      'values that only an earlier response has stay, behind the latest',
      [line({ projectPage: 'https://p.org' }, 'huggingface'), line({}, 'huggingface', 'b')],
      [line({}, 'huggingface', 'b'), line({ projectPage: 'https://p.org' })],
    ],
    [
      'a record without a stored response stays while it has further values',
      [line({ upvotes: 3 }), line({ upvotes: 2 }), line({ upvotes: 1 }, 'huggingface')],
      [line({ upvotes: 1 }, 'huggingface'), line({ upvotes: 3 })],
    ],
  ];
  for (const [what, before, after] of rows) {
    test(what, () => {
      assert.deepEqual(foldDetails(before), after);
      assert.deepEqual(foldDetails(after), after);
    });
  }

  test('lines that are not records of this format are not read, nor sources that are not known', () => {
    const good = line({}, 'arxiv');
    assert.deepEqual(parseDetailsRecord(good), good);
    assert.deepEqual(parseDetailsRecord({ ...good, from: { service: 'other' } }), line({}));
    assert.equal(parseDetailsRecord({ paperId: id }), undefined);
  });
});
