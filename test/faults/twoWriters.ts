import assert from 'node:assert/strict';
import { type Scenario, openStore } from './scenario';
import { Worker } from './workers';

/** Notes that both writers edit. */
const notes = 10;

export const twoWriters: Scenario = {
  name: 'two processes edit the same notes at once',
  async run(bench) {
    const edits = bench.short ? 20 : 500;
    const began = performance.now();
    const writers = ['left', 'right'].map(
      (writer) => new Worker(bench.worker, ['interleave', bench.folder, writer, `${edits}`, `${notes}`]),
    );
    await Promise.all(writers.map((writer) => writer.end()));
    const seconds = (performance.now() - began) / 1000;
    const store = openStore(bench.folder);
    await store.ready();
    const highlights = new Map(
      store.all().flatMap((note) => note.highlights.map((one) => [one.id, one.comment])),
    );
    const tags = new Set(store.all().flatMap((note) => note.tags));
    for (const writer of ['left', 'right']) {
      for (let count = 0; count < edits; count += 1) {
        const mark = `${writer}-${count}`;
        if (count % 3 === 2) assert.ok(tags.has(mark), `lost the tag ${mark}`);
        else
          assert.equal(
            highlights.get(mark),
            count % 5 === 0 ? `said ${mark}` : '',
            `lost the highlight ${mark}`,
          );
      }
    }
    assert.deepEqual(store.errors(), []);
    bench.say(`2 writers × ${edits} edits of ${notes} notes in ${seconds.toFixed(1)} s: 0 annotations lost`);
  },
};
