import assert from 'node:assert/strict';
import { killWhileSaving } from '../../../bench/indexKills';

test('a process killed while it saves the index leaves a whole one', async function () {
  this.timeout(60_000);
  const { saves } = await killWhileSaving(3);
  assert.ok(saves > 1);
});
