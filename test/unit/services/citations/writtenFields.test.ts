import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finish } from '../../../../src/core/base/cooperativeTask';
import {
  applyChanges,
  type BibliographyChange,
  bibliographyChanges,
  readBibliography,
} from '../../../../src/core/citations/bibliography';
import type { Paper } from '../../../../src/core/library/paper';
import { isWrittenField, WrittenFields } from '../../../../src/services/citations/writtenFields';
import { malformed } from '../../../support/malformed';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';

suite('Fields of bibliographies that were written', () => {
  const file = 'file:///paper/refs.bib';
  const preprint: Paper = {
    id: 'p-00000000',
    title: 'Deep $L_1$ Learning & {More}',
    abstract: '',
    links: [],
    authors: ['Ludwig van Beethoven', 'The ATLAS Collaboration'],
    arxivId: '2403.01234',
    year: 2024,
  };
  const corrected: Paper = { ...preprint, title: 'Deeper $L_1$ Learning', year: 2025 };
  let folder: string;

  setup(async () => (folder = await mkdtemp(join(tmpdir(), 'papers-written-'))));
  teardown(() => rm(folder, { recursive: true, force: true }));

  const open = (): WrittenFields => new WrittenFields(new LocalStoreFolder(folder).log('fields.jsonl'));
  const changes = async (
    text: string,
    paper: Paper,
    written: WrittenFields,
  ): Promise<readonly BibliographyChange[]> => {
    const isOurs = isWrittenField(await written.of(file));
    return bibliographyChanges(finish(readBibliography(text)), [{ paper, key: 'k' }], isOurs);
  };
  const update = async (text: string, paper: Paper, written: WrittenFields): Promise<string> => {
    const made = await changes(text, paper, written);
    await written.remember(file, made);
    return applyChanges(text, made);
  };

  test('are updated, also by another window and after a restart', async () => {
    const text = await update('% mine\n', preprint, open());
    const after = await update(text, corrected, open());
    assert.equal(
      after,
      text
        .replace(/title = .*/u, 'title = {Deeper $L_1$ Learning},')
        .replace('year = {2024}', 'year = {2025}'),
    );
    assert.equal(await update(after, corrected, open()), after);
  });

  test('stay as they are once they were edited by hand, even to a value that was written earlier', async () => {
    const text = await update('', preprint, open());
    const byHand = text.replace('year = {2024}', 'year = {2023}');
    assert.match(await update(byHand, corrected, open()), /year = \{2023\}/u);
    const next = await update(text, corrected, open());
    const back = next.replace('year = {2025}', 'year = {2024}');
    assert.match(await update(back, { ...corrected, year: 2026 }, open()), /year = \{2024\}/u);
  });

  test('count in their own entry of their own file only', async () => {
    const written = open();
    const text = await update('', preprint, written);
    const isOurs = isWrittenField(await written.of(file));
    assert.ok(isOurs('k', 'year', '2024'));
    assert.ok(!isOurs('other', 'year', '2024'));
    assert.ok(!isWrittenField(await written.of('file:///other.bib'))('k', 'year', '2024'));
    assert.match(text, /^@misc\{k,/u);
  });

  test('are known under a new key after it was renamed', async () => {
    const written = open();
    const text = await update('', preprint, written);
    await written.rename(file, 'k', 'better');
    const renamed = text.replace('{k,', '{better,');
    assert.match(await update(renamed, corrected, open()), /@misc\{better,[^@]*year = \{2025\}/u);
  });

  test('are those of valid lines', async () => {
    const entry = { file, key: 'k', fields: { title: 'a' } };
    const log = new LocalStoreFolder(folder).log('fields.jsonl');
    await log.append([
      ...malformed(entry, ['file', 'key']).map(([, value]) => value),
      ...[null, 'a', { year: 1 }, ['b', 1]].map((fields) => ({ ...entry, fields })),
    ]);
    assert.deepEqual(await open().of(file), []);
    await log.append([
      { ...entry, later: 1 },
      { ...entry, key: 'list', fields: ['b'] },
    ]);
    assert.deepEqual(await open().of(file), [
      ['k', 'title', 'a'],
      ['list', '0', 'b'],
    ]);
  });
});
