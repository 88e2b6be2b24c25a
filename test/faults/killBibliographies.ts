import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bibtexEntries } from '../../src/core/importers/bibtex/bibtexEntries';
import { inLanes, killOnce } from './kill';
import { random, type Scenario } from './scenario';

/** Text written by hand, which has to stay unchanged. */
const byHand =
  '% kept by hand\n@string{nips = "NeurIPS"}\n@article{mine,\n\ttitle  = "Mine" # nips, % said so\n}\n';
/** Kills that one file has to go through before the next is begun. */
const killsPerFile = 20;

export const killedBibliographies: Scenario = {
  name: 'processes are killed while two write one bibliography',
  waits: true,
  async run(bench) {
    const kills = bench.short ? 10 : 200;
    const files = Math.ceil(kills / killsPerFile);
    const draw = random(11);
    let saves = 0;
    for (let file = 0; file < files; file += 1) {
      const path = join(bench.folder, `refs-${file}.bib`);
      await writeFile(path, byHand);
      const saved: unknown[] = [];
      const killed = Math.min(kills, killsPerFile);
      const check = async (): Promise<void> => {
        const known = [...saved];
        const text = await readFile(path, 'utf8');
        assert.ok(text.startsWith(byHand), `what was written by hand has changed:\n${text.slice(0, 300)}`);
        const entries = [...bibtexEntries(text)];
        assert.ok(!entries.some(({ isBroken }) => isBroken), 'an entry is torn');
        const keys = new Set<unknown>(entries.map(({ key }) => key));
        assert.equal(keys.size, entries.length, 'an entry was added twice');
        assert.deepEqual(
          known.filter((key) => !keys.has(key)),
          [],
          'entries that were saved are lost',
        );
        assert.ok(entries.length <= known.length + killed + 3, 'there are entries that nobody wrote');
      };
      await inLanes(killed, async (kill) => {
        const args = ['citeForever', path, `w${file}x${kill}`];
        saved.push(...(await killOnce(bench.worker, args, draw() * 40)));
      });
      await check();
      saves += saved.length;
    }
    bench.say(`${kills} SIGKILLs, ${saves} acknowledged entries: 0 lost, none torn, every other byte kept`);
  },
};
