import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives each test of the current suite a folder of its own, and takes it away again. */
export function temporaryFolder(): () => string {
  let folder = '';
  setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'papers-'));
  });
  teardown(() => rm(folder, { recursive: true, force: true }));
  return () => folder;
}
