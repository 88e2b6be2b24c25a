import assert from 'node:assert/strict';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SeenVersionsLog } from '../../../../src/services/versions/seenVersionsLog';
import { AppendLog } from '../../../../src/platform/node/files/appendLog';
import { temporaryFolder } from '../../platform/node/files/temporaryFolder';

suite('The versions that a person has seen', () => {
  const folder = temporaryFolder();
  const path = (): string => join(folder(), 'deeper', 'seenVersions.jsonl');

  test('are read after a restart, and from other windows', async () => {
    const [here, there] = [
      new SeenVersionsLog(new AppendLog(path())),
      new SeenVersionsLog(new AppendLog(path())),
    ];
    await Promise.all([here.refresh(), there.refresh()]);
    let changes = 0;
    there.onDidChange(() => changes++);
    await here.add([{ arxivKey: '2403.01234', version: 3 }]);
    assert.deepEqual([here.latest('2403.01234'), there.latest('2403.01234')], [3, 0]);
    await there.refresh();
    await there.refresh();
    assert.deepEqual([there.latest('2403.01234'), changes], [3, 1]);
  });

  test('do not become fewer with any contents of the file', async () => {
    const seen = new SeenVersionsLog(new AppendLog(path()));
    await seen.add([{ arxivKey: '2403.01234', version: 3 }]);
    await seen.add([{ arxivKey: '2403.01234', version: 2 }]);
    await appendFile(path(), '{"arxivKey":"2403.01234","version":"9"}\n[]\n{"arxivKey":"2403.0');
    const again = new SeenVersionsLog(new AppendLog(path()));
    await again.refresh();
    assert.deepEqual([seen.latest('2403.01234'), again.latest('2403.01234')], [3, 3]);
  });
});
