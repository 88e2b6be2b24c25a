import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

/** The problems that axe finds in a reader as shown, a line for each rule. */
export async function axeProblems(reader: FrameLocator): Promise<readonly string[]> {
  const frame = await (await reader.locator('body').elementHandle()).ownerFrame();
  assert.ok(frame);
  await frame.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
  const { violations, passes } = await frame.evaluate<AxeResults>('axe.run()');
  assert.ok(passes.length > 20, `${passes.length} rules passed`);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
