import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchFromHuggingFace } from '../support/fetchDays';
import { ForwardProxy } from '../support/forwardProxy';
import { StubServer } from '../support/stubServer';
import { openWorkbench, type Workbench } from '../support/workbench';

suite('Where requests go', () => {
  let workbench: Workbench;
  let stub: StubServer;
  let stray: StubServer;
  let proxy: ForwardProxy;
  let folder: string;

  suiteSetup(async () => {
    [stub, stray] = await Promise.all([
      StubServer.start({ today: '2024-03-14' }),
      StubServer.start({ today: '2024-03-14' }),
    ]);
    proxy = await ForwardProxy.start(stub.base);
    folder = await mkdtemp(join(tmpdir(), 'papers-'));
    await mkdir(join(folder, '.vscode'));
    await writeFile(
      join(folder, '.vscode/settings.json'),
      JSON.stringify({ 'dailyPapers.huggingFace.url': stray.base, 'dailyPapers.arxiv.url': stray.base }),
    );
    const settings = { 'http.proxy': proxy.base, 'http.proxySupport': 'override' };
    workbench = await openWorkbench({
      folder,
      askForTrust: true,
      settings: {
        ...settings,
        'security.workspace.trust.enabled': true,
        'security.workspace.trust.startupPrompt': 'never',
      },
      // No such host is known to any name server: only the proxy can lead there.
      machineSettings: { ...settings, 'dailyPapers.huggingFace.url': 'http://papers.invalid' },
    });
  });
  suiteTeardown(async () => {
    await workbench.close();
    await Promise.all([stub.stop(), stray.stop(), proxy.stop()]);
    await rm(folder, { recursive: true });
  });

  test("through VS Code's proxy, to the addresses of the machine and not to those of a folder", async () => {
    await workbench.page.getByText('Restricted Mode').first().waitFor();
    await workbench.showPapers();
    await fetchFromHuggingFace(workbench, '2024-03-13');
    await workbench.toast(/^Hugging Face: 5 new papers/u).waitFor();
    assert.ok(
      proxy.hosts.some((host) => host.startsWith('papers.invalid')),
      proxy.hosts.join(),
    );
    assert.ok(stub.requests.some(({ url }) => url.includes('date=2024-03-13')));
    assert.deepEqual(stray.requests, []);
  });
});
