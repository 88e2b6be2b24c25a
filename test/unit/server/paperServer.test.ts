import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PaperServer } from '../../../src/server/paperServer';
import { root } from '../../support/paths';

suite('PaperServer', () => {
  let folder: string;
  setup(() => {
    folder = mkdtempSync(join(tmpdir(), 'daily-papers-server-'));
  });
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test('opens the library after it could not be read at first', async () => {
    const storage = join(folder, 'storage');
    const server = new PaperServer({
      extensionPath: root,
      version: '1',
      storage,
      workspace: undefined,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
      start: { script: join(folder, 'none.cjs'), args: [] },
    });
    try {
      // A file instead of the folder.
      writeFileSync(storage, '');
      await assert.rejects(server.library());
      rmSync(storage);
      await server.library();
    } finally {
      server.dispose();
    }
  });
});
