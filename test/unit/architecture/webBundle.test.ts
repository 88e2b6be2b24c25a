import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import esbuild from 'esbuild';
import { root } from '../../support/paths';

/** In bytes, compressed: what a browser loads before the extension is active. */
const largest = 450 * 1024;

suite('The bundles for a browser', () => {
  const bundle = async (
    entry: string,
  ): Promise<{ modules: readonly string[]; size: number; text: string }> => {
    const { metafile, outputFiles } = await esbuild.build({
      absWorkingDir: root,
      entryPoints: [entry],
      ...{ bundle: true, minify: true, write: false, metafile: true, legalComments: 'none' },
      ...{ platform: 'browser', target: 'chrome128', format: 'cjs', outfile: 'out.js', external: ['vscode'] },
      define: { packagedDigests: '[]' },
    });
    const [output] = Object.values(metafile.outputs);
    const imported = output?.imports.map(({ path }) => path) ?? [];
    return {
      modules: [...Object.keys(metafile.inputs), ...imported],
      size: gzipSync(outputFiles[0]?.contents ?? new Uint8Array(), { level: 9 }).length,
      text: outputFiles[0]?.text ?? '',
    };
  };

  for (const entry of [
    'src/webExtension.ts',
    'src/services/web/indexWorker.ts',
    'src/services/web/isolatedWorker.ts',
  ]) {
    test(`${entry} holds nothing of Node and is small`, async () => {
      const { modules, size } = await bundle(entry);
      assert.deepEqual(
        modules.filter((path) => /^node:|^src\/(?:platform|services)\/node\//u.test(path)),
        [],
      );
      assert.ok(size <= largest, `${size} bytes compressed`);
    });
  }

  test('only src/platform/common/timers.ts unrefs a timer, which is a number in a browser', async () => {
    const { text } = await bundle('src/webExtension.ts');
    assert.equal(text.split('.unref(').length - 1, 1);
  });
});
