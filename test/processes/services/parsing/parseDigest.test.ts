import assert from 'node:assert/strict';
import { join } from 'node:path';
import { IsolatedProcess } from '../../../../src/platform/common/isolation/isolatedProcess';
import type { ParsingCalls, ParsingProcess } from '../../../../src/services/parsing/parsingCalls';
import { forkWithin } from '../../../../src/platform/node/isolation/forkScript';
import { isolatedNoteCodec } from '../../../../src/services/parsing/isolatedNoteCodec';
import { readBibliographyPapers } from '../../../../src/services/parsing/parseBibliography';
import { maxDigest, parseDigest } from '../../../../src/services/parsing/parseDigest';
import { HttpError } from '../../../../src/platform/common/http/httpError';
import { parseIsoDay } from '../../../../src/core/remote/isoDay';
import { IsolatedResponseReader } from '../../../../src/services/sources/responseReader';
import { builtModule } from '../../../support/builtModule';
import { directResponses } from '../../../support/directResponses';
import { temporaryFolder } from '../../../unit/platform/node/files/temporaryFolder';
import { localized } from '../../../../src/core/base/localization';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const id = 'on-noise-0123abcd';

suite('The isolated process', () => {
  const folder = temporaryFolder();
  const opened: ParsingProcess[] = [];
  let built = '';
  suiteSetup(async () => {
    built = await builtModule('src/services/node/isolatedMain.ts');
  });
  teardown(() => {
    for (const each of opened.splice(0)) each.dispose();
  });

  const start = (script = built): ParsingProcess => {
    const process = new IsolatedProcess<ParsingCalls>({ start: forkWithin(script, 256), idle: 60_000 });
    opened.push(process);
    return process;
  };
  /** A process that cannot be started. */
  const missing = (): ParsingProcess => start(join(folder(), 'missing.cjs'));

  test('reads a bibliography of many batches, one of which takes several messages', async () => {
    const titles = Array.from(
      { length: 1200 },
      (_, at) => `Of Entry ${at}${' and so on'.repeat(at < 500 ? 120 : 0)}`,
    );
    const text = titles.map((title, at) => `@misc{key${at}, title={${title}}}`).join('\n');
    const read = await readBibliographyPapers(start(), bytesOf(text));
    assert.ok(read.ok);
    assert.deepEqual(
      read.value.map(({ key, offset, paper }) => [key, text.slice(offset, offset + key.length), paper.title]),
      titles.map((title, at) => [`key${at}`, `key${at}`, title]),
    );
  });

  test('reads a digest of any kind, under the id that it is given', async () => {
    const text = '@article{a, title={On Noise}, abstract={Short.}}\n@article{b, title={On Signals}}\n';
    const { batch, problems } = await parseDigest(start(), 'digest-1', bytesOf(text), {
      name: 'a.bib',
    });
    assert.equal(batch.id, 'digest-1');
    assert.deepEqual(
      batch.days.flatMap(({ papers }) => papers.map(({ record }) => record.title)),
      ['On Noise', 'On Signals'],
    );
    assert.deepEqual(problems, []);
  });

  test('reads responses of services as they are read in this process', async () => {
    const reader = new IsolatedResponseReader(start());
    const feed =
      '<feed><entry><id>http://arxiv.org/abs/2403.00001v2</id><title>On Noise</title><summary>Short.</summary></entry></feed>';
    const list = { day: parseIsoDay('2024-03-12') ?? assert.fail() };
    const expected = await directResponses.day(bytesOf(feed), list);
    assert.deepEqual(await reader.day(bytesOf(feed), list), expected);
    assert.equal(expected.days[0]?.papers[0]?.title, 'On Noise');
    const [details] = await reader.details('arxiv', bytesOf(feed));
    assert.equal(details?.arxivId, '2403.00001');
  });

  test('says that a response is not readable if the process does not start', async () => {
    const reader = new IsolatedResponseReader(missing());
    await assert.rejects(reader.details('arxiv', bytesOf('<feed/>')), HttpError);
  });

  test('gives a day without a year the one that the person chose', async () => {
    const text = 'Daily Papers\n\nMar 12\n\nOn Noise\n\nThis is the abstract of a paper about noise.\n';
    const { batch } = await parseDigest(start(), 'd', bytesOf(text), { name: 'a.txt', year: 2024 });
    assert.deepEqual(
      batch.days.map(({ head: { year, month, day } }) => [year, month, day]),
      [[2024, 3, 12]],
    );
  });

  test('says by line what it could not read of bytes that are no text', async () => {
    const { batch, problems } = await parseDigest(start(), 'd', Uint8Array.of(0x89, 0, 0, 0xff, 0, 1), {
      name: 'picture.txt',
    });
    assert.deepEqual([batch.days, problems.map(({ line }) => line)], [[], [1]]);
  });

  test('does not read a digest that is too long, or where no process starts, and says so', async () => {
    for (const [process, bytes, message] of [
      [start(), new Uint8Array(maxDigest + 1), /longer than 64 MB\. Split it/],
      [missing(), bytesOf('Daily Papers'), /could not be started/],
    ] as const) {
      const { batch, problems } = await parseDigest(process, 'd', bytes, { name: 'a.txt' });
      assert.deepEqual(batch, { id: 'd', days: [] });
      assert.match(problems.map((problem) => localized(problem.message)).join(), message);
    }
  });

  test('an abort rejects', async () => {
    const signal = AbortSignal.abort(new Error('cancelled'));
    await assert.rejects(parseDigest(start(), 'd', bytesOf('text'), { name: 'a.txt' }, signal));
  });

  test('parses notes, and one that cannot be parsed there is left out', async () => {
    const text = `---\npaper: ${id}\nversion: 1\ntags: [kept]\n---\n`;
    const { note, error } = await isolatedNoteCodec(start()).parseNote(text, id);
    assert.deepEqual([note.tags, error], [['kept'], undefined]);
    const codec = isolatedNoteCodec(missing());
    const left = await codec.parseNote(text, id);
    assert.deepEqual([left.note.tags, left.error?.kind], [[], 'unreadable']);
    assert.match(localized(left.error?.message ?? ''), /^The note was left out\. .* could not be started/);
    assert.deepEqual(await codec.noteReferences(text), []);
  });
});
