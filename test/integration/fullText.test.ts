import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi } from '../../src/publicApi';
import { fullTextPage } from '../support/fullTextPage';
import { activated, firstPaper, noteFile } from './extension';
import { files } from './files';

suite('Whole papers', () => {
  let api: DailyPapersApi;

  suiteSetup(async () => {
    api = await activated();
  });

  test('a page that was imported is the whole paper, and is read again from the disk', async () => {
    const { id, title, abstract } = await firstPaper(api, 'Mar 14');
    assert.equal(await api.fullText(id), undefined);
    const page = fullTextPage({ id: '2403.00001', title, abstract }, 2, 2).replace('2403.00001v2', '');
    assert.deepEqual(await api.importFullText(id, page, { version: 2 }), { problems: [] });
    const whole = await api.fullText(id);
    assert.equal(whole?.version, 2);
    assert.match(
      whole.text,
      /^1 Part 1\nParagraph 1 of the paper says that \$x_\{i\}\$ is bounded, as Table 1/,
    );
    for (const { kind, start, end, plain } of whole.blocks)
      assert.ok(start <= end && end <= whole.text.length && (start === end) === (plain === ''), kind);
  });

  test('its words are highlighted, kept in the note, moved to another version and removed', async () => {
    const { id, title, abstract } = await firstPaper(api, 'Mar 14', 2);
    const page = (version: number, more = ''): string =>
      fullTextPage({ id: '2403.00001', title, abstract }, version, 2)
        .replace(`2403.00001v${version}`, '')
        .replace('Part 1</h2>', `Part 1</h2>${more}`);
    const rangeOf = async (quote: string): Promise<{ start: number; end: number }> => {
      const start = (await api.fullText(id))?.text.indexOf(quote) ?? -1;
      assert.notEqual(start, -1);
      return { start, end: start + quote.length };
    };
    await assert.rejects(api.addHighlight(id, { start: 0, end: 4 }, { field: 'fullText' }), /not been read/);
    await api.importFullText(id, page(1), { version: 1 });
    const quote = 'Remark 2 in small print.';
    const options = { field: 'fullText', color: 'green', comment: 'Why?' } as const;
    const made = await api.addHighlight(id, await rangeOf(quote), options);
    assert.deepEqual(
      [made.field, made.quote, made.color, made.comment, made.state, made.version, made.section],
      ['fullText', quote, 'green', 'Why?', 'anchored', 1, '2 Part 2'],
    );
    await assert.rejects(api.addHighlight(id, { start: 0, end: 1e9 }, { field: 'fullText' }), RangeError);
    const file = await files.readText(noteFile(id));
    assert.match(
      file,
      /\nfullText:\n {2}source: arxiv-html\n {2}highlights:\n {4}- id: [^]*section: "2 Part 2"\n[^]*---\n/u,
    );
    assert.doesNotMatch(file, /field: fullText/u);
    await api.importFullText(id, page(2, '<p class="ltx_p">Words that are new.</p>'), { version: 2 });
    const [moved] = (await api.note(id))?.highlights ?? [];
    assert.deepEqual({ ...moved, ...(await rangeOf(quote)) }, moved);
    assert.deepEqual([moved?.version, moved?.state], [1, 'anchored']);
    await api.removeHighlight(id, made.id);
    assert.deepEqual((await api.note(id))?.highlights, []);
  });

  test('its words are found once it is read, below papers that have them, and with in:fulltext alone', async () => {
    const { id, title, abstract } = await firstPaper(api, 'Mar 14', 3);
    const found = async (query: string): Promise<readonly string[]> =>
      (await api.search(query)).map(({ paperId }) => paperId);
    assert.deepEqual(await found('in:fulltext xylophone'), []);
    const page = fullTextPage({ id: '2403.00001', title, abstract }, 1, 2)
      .replace('2403.00001v1', '')
      .replaceAll('Remark 2', 'A xylophone resonates');
    await api.importFullText(id, page, { version: 1 });
    assert.deepEqual(await found('in:fulltext "xylophone resonates"'), [id]);
    assert.equal((await found('xylophone resonates')).at(-1), id);
    assert.ok((await found('in:fulltext')).includes(id));
  });

  test('a page without a paper is a problem that says so', async () => {
    const { id } = await firstPaper(api, 'Mar 14', 1);
    const { problems } = await api.importFullText(id, '<p>Not found</p>');
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', /holds no paper/);
    assert.equal(await api.fullText(id), undefined);
  });

  test('an unknown paper has no full text, and nothing is imported for it', async () => {
    assert.equal(await api.fullText('no-such-paper'), undefined);
    await assert.rejects(api.importFullText('no-such-paper', ''), /holds no paper/);
  });

  test('the command shows it in the reader', async () => {
    const { id } = await firstPaper(api, 'Mar 14');
    await vscode.commands.executeCommand('dailyPapers.openPaper', id);
    await vscode.commands.executeCommand('dailyPapers.readWholePaper', id);
  });
});
