import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { root } from '../../support/paths';

/** Keeps objects in slices during the task, and as many after it. Prints the sizes of the young generation, in MB. */
const program = `
  const { readingLargeLibrary } = await import('./src/server/saveMemory.ts');
  const { getHeapSpaceStatistics } = await import('node:v8');
  const young = () => getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size / 1e6;
  const kept = [];
  const keep = async () => {
    for (let slice = 0; slice < 100; slice += 1) {
      for (let count = 0; count < 4000; count += 1) kept.push({ count, slice });
      await new Promise((resolve) => setTimeout(resolve, slice % 4 === 0 ? 6 : 0));
    }
  };
  const sizes = [];
  await keep();
  sizes.push(young());
  await readingLargeLibrary(keep);
  sizes.push(young());
  await keep();
  sizes.push(young());
  console.log(JSON.stringify(sizes));
`;

suite('Memory of the server', () => {
  test('the young generation grows during a task that keeps many objects, to its limit, and not after it', () => {
    const output = execFileSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { cwd: root, encoding: 'utf8' },
    );
    const [before = 0, during = 0, after = 0] = JSON.parse(output) as readonly number[];
    assert.ok(before < 8 && during >= 8 && during < 16, output);
    assert.equal(after, during);
  });
});
