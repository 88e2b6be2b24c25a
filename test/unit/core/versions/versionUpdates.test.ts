import assert from 'node:assert/strict';
import { NoteStore } from '../../../../src/core/notes/noteStore';
import { Emitter } from '../../../../src/core/base/event';
import { identifyPaper, toPaperBatch } from '../../../../src/core/library/paperBatch';
import { Library } from '../../../../src/core/library/library';
import type { PaperRecord } from '../../../../src/core/library/paper';
import { paperId } from '../../../../src/core/library/paperId';
import { parseSource } from '../../../../src/core/importers/formats';
import { rebaseNoteOnPaper } from '../../../../src/core/state/rebaseNoteOnPaper';
import { PaperState } from '../../../../src/core/state/paperState';
import { TriageStore } from '../../../../src/core/triage/triageStore';
import { VersionUpdates, type SeenVersion } from '../../../../src/core/versions/versionUpdates';
import { InMemoryNoteFiles } from '../notes/inMemoryNoteFiles';
import { plainHighlightOf } from '../notes/plainHighlight';

const title = 'On Notes That Stay';
const id = paperId(title);
const first = 'We keep the master weights. Rare words matter most of all in this text.';
const second = 'A new sentence stands in front. We keep the master weights. They matter in this text.';

/** The seen versions, in memory. */
class SeenHere {
  readonly #changed = new Emitter<void>();
  readonly #latest = new Map<string, number>();
  readonly onDidChange = this.#changed.event;

  latest(key: string): number {
    return this.#latest.get(key) ?? 0;
  }

  async add(seen: readonly SeenVersion[]): Promise<void> {
    await Promise.resolve();
    for (const { arxivKey, version } of seen) this.#latest.set(arxivKey, version);
    this.#changed.fire();
  }
}

async function listed(record: Partial<PaperRecord>) {
  const library = new Library();
  const known = { title, abstract: first, arxivId: '2403.01234', ...record };
  library.add(toPaperBatch('day', [{ label: 'Mar 14', source: 'arxiv', papers: [known] }]));
  const files = new InMemoryNoteFiles();
  const notes = new NoteStore(files);
  await notes.ready();
  const log = {
    load: () => Promise.resolve([]),
    append: () => Promise.resolve(),
    compact: () => Promise.resolve(),
    poll: () => Promise.resolve(),
    onDidChange: new Emitter<never>().event,
    onDidReplace: new Emitter<never>().event,
  };
  const state = new PaperState(library, new TriageStore(log, () => 0), notes);
  const versions = new VersionUpdates(state, new SeenHere());
  const highlight = async (quote: string): Promise<void> => {
    const paper = state.paper(id);
    assert.ok(paper);
    const saved = await notes.update(paper, {
      ...rebaseNoteOnPaper(state.note(id), paper),
      addHighlights: [plainHighlightOf(quote, paper.abstract, quote)],
    });
    assert.ok(saved.ok);
  };
  const tell = (told: Partial<PaperRecord>): void =>
    void library.add({
      id: 'details',
      days: [],
      details: [identifyPaper(id, { title, abstract: second, arxivId: '2403.01234', ...told })],
    });
  const placed = () =>
    state
      .highlights(id)
      .map(({ quote, state: stands, start, end }) => [
        quote,
        stands,
        stands === 'anchored' ? state.paper(id)?.abstract.slice(start, end) : '',
      ]);
  return { library, files, notes, state, versions, highlight, tell, placed };
}

suite('Newer versions of papers', () => {
  test('are reported for papers with notes until they were seen, without changing notes', async () => {
    const { versions, highlight, tell, files, state } = await listed({ arxivVersion: 1 });
    tell({ arxivVersion: 2 });
    assert.equal(versions.getUnseen(id), undefined);
    assert.equal(state.paper(id)?.abstract, second);
    const other = await listed({ arxivVersion: 1 });
    await other.highlight('master weights');
    assert.equal(other.versions.getUnseen(id), undefined);
    other.tell({ arxivVersion: 2 });
    assert.deepEqual(other.versions.getUnseen(id), { from: 1, to: 2, isChanged: true });
    const writes = other.files.writes;
    await other.versions.markSeen([id]);
    assert.deepEqual(
      [other.versions.getUnseen(id), other.versions.get(id)?.to, other.files.writes],
      [undefined, 2, writes],
    );
    other.tell({ arxivVersion: 3, abstract: `${second} The end.` });
    assert.deepEqual(other.versions.getUnseen(id), { from: 1, to: 3, isChanged: true });
    await highlight('They matter');
    assert.deepEqual([versions.getUnseen(id), state.note(id)?.arxivVersion, files.writes], [undefined, 2, 1]);
  });

  test('move highlights with their text, and orphan those whose text is gone', async () => {
    const { highlight, tell, placed, versions } = await listed({ arxivVersion: 1 });
    await highlight('master weights');
    await highlight('Rare words');
    tell({ arxivVersion: 2 });
    assert.deepEqual(placed(), [
      ['master weights', 'anchored', 'master weights'],
      ['Rare words', 'orphaned', ''],
    ]);
    const texts = versions.texts(id);
    assert.match(texts?.before ?? '', /^Rare words matter most of all in this text\.$/mu);
    assert.match(texts?.now ?? '', /^They matter in this text\.$/mu);
  });

  test('are not reported once the user has annotated them', async () => {
    const { highlight, tell, versions, state } = await listed({ arxivVersion: 1 });
    await highlight('master weights');
    tell({ arxivVersion: 2 });
    await highlight('They matter');
    assert.deepEqual([versions.get(id), state.note(id)?.arxivVersion], [undefined, 2]);
  });

  test('are reported for papers whose earlier version is unknown if the text differs', async () => {
    const { highlight, tell, versions, placed } = await listed({});
    await highlight('master weights');
    tell({ arxivVersion: 1, abstract: 'As arXiv prints it.' });
    assert.equal(versions.getUnseen(id), undefined);
    tell({ arxivVersion: 2 });
    assert.deepEqual(versions.getUnseen(id), { to: 2, isChanged: true });
    assert.deepEqual(placed(), [['master weights', 'anchored', 'master weights']]);
  });

  test('are also found in replacements of arXiv’s feed', async () => {
    const { library, highlight, versions } = await listed({ arxivVersion: 1 });
    await highlight('master weights');
    const feed = `<?xml version='1.0'?><rss xmlns:arxiv="http://arxiv.org/schemas/atom" version="2.0"><channel>
      <title>cs.LG updates on arXiv.org</title><link>http://rss.arxiv.org/rss/cs.LG</link>
      <item><title>${title}</title><link>https://arxiv.org/abs/2403.01234</link>
      <description>arXiv:2403.01234v4 Announce Type: replace Abstract: ${second}</description>
      <guid isPermaLink="false">oai:arXiv.org:2403.01234v4</guid>
      <arxiv:announce_type>replace</arxiv:announce_type></item></channel></rss>`;
    library.add(toPaperBatch('feed', parseSource({ text: feed }).days));
    assert.deepEqual(versions.getUnseen(id), { from: 1, to: 4, isChanged: true });
  });
});
