import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssistantActivity } from '../../../../src/core/assistants/activity';
import { LocalStoreFolder } from '../../../../src/platform/node/files/localStoreFolder';
import { ActivityLog } from '../../../../src/services/assistants/activityLog';

suite('ActivityLog', () => {
  let folder: string;
  const reported: unknown[] = [];
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'daily-papers-activity-'));
    reported.length = 0;
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  const open = (): ActivityLog =>
    new ActivityLog(new LocalStoreFolder(folder).log('activity.jsonl'), (cause) => void reported.push(cause));
  const activity = (id: number): AssistantActivity => ({
    id: `${id}`,
    at: id,
    client: 'client',
    tool: 'search',
    request: '{}',
    papers: [],
  });
  const idsIn = async (log: ActivityLog): Promise<readonly string[]> =>
    (await log.read()).map(({ id }) => id);

  test('what could not be written is written with the next activity', async () => {
    const log = open();
    mkdirSync(join(folder, 'activity.jsonl'));
    log.appendSoon(activity(1));
    await assert.rejects(log.append(activity(2)));
    rmdirSync(join(folder, 'activity.jsonl'));
    await log.append(activity(3));
    assert.deepEqual(await idsIn(log), ['1', '2', '3']);
    assert.deepEqual(reported, []);
  });

  test('gets no longer than twice what is kept, however few activities each process adds', async () => {
    let longest = 0;
    for (let process = 0; process < 11; process += 1) {
      const log = open();
      for (let count = 0; count < 500; count += 1) log.appendSoon(activity(process * 500 + count));
      await log.flush();
      longest = Math.max(longest, (await log.read()).length);
    }
    const ids = await idsIn(open());
    assert.deepEqual([longest, ids.length, ids.at(-1)], [3500, 3500, '5499']);
    assert.deepEqual(reported, []);
  });

  test('gets shorter while one process adds', async () => {
    const log = open();
    for (let count = 0; count < 5000; count += 1) {
      log.appendSoon(activity(count));
      if (count % 500 === 499) await log.flush();
    }
    const ids = await idsIn(log);
    assert.deepEqual([ids.length, ids.at(-1)], [3000, '4999']);
  });
});
