import { existsSync, mkdirSync, readFileSync, writeFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ServerClient } from '../support/assistantServer';
import { madeCorpus } from './corpus';
import { seededRandom } from './random';
const size = Number(process.argv[2] ?? 100_000);
const script = process.argv[3] ?? '/work/main/dist/mcp.cjs';
const runs = Number(process.argv[4] ?? 3);
const storage = `/tmp/rig-${size}`;
const documents = madeCorpus(size);
const day = (n: number): string =>
  new Date(Date.UTC(2015, 0, 1 + Math.floor(n / 50))).toISOString().slice(0, 10);
function stat(pid: number) {
  const f = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return {
    minflt: Number(f[7]),
    user: Number(f[11]) * 10,
    sys: Number(f[12]) * 10,
    rss: Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1000,
  };
}
const fmt = (a: ReturnType<typeof stat>, b: ReturnType<typeof stat>) =>
  `user ${b.user - a.user} sys ${b.sys - a.sys} minflt ${b.minflt - a.minflt} rss ${b.rss.toFixed(0)}`;
if (!existsSync(join(storage, 'papers.index'))) {
  mkdirSync(join(storage, 'digests'), { recursive: true });
  for (let at = 0; at < documents.length; at += 5000)
    writeFileSync(
      join(storage, 'digests', `made-${at}.json`),
      JSON.stringify(
        documents
          .slice(at, at + 5000)
          .map(({ title, abstract }, on) => ({
            title,
            abstract,
            authors: [`A. Author${(at + on) % 97}`],
            date: day(at + on),
          })),
      ),
    );
  const first = await ServerClient.start({ storage, workspace: storage }, 'bench', script);
  for (;;) {
    const a = await first.call('search', { query: 'model' });
    if (/paper:\//u.test(a) && !a.includes('still being built')) break;
    await new Promise((r) => setTimeout(r, 500));
  }
  let [before, same] = ['', 0];
  while (same < 8) {
    await new Promise((r) => setTimeout(r, 500));
    const now = ['digests.parsed', 'papers.index']
      .map((n) => statSync(join(storage, n), { throwIfNoEntry: false })?.size ?? 0)
      .join();
    same = now === before && !now.split(',').includes('0') ? same + 1 : 0;
    before = now;
  }
  await first.stop();
}
for (let run = 0; run < runs; run++) {
  let t = performance.now();
  const server = await ServerClient.start({ storage, workspace: storage }, 'bench', script);
  const pid = server.transport.pid!;
  await server.client.listTools();
  const a = stat(pid);
  const list = performance.now() - t;
  t = performance.now();
  await server.call('search', { query: 'model of images' });
  const firstMs = performance.now() - t;
  const b = stat(pid);
  const random = seededRandom(5);
  const times: number[] = [];
  for (let c = 0; c < 200; c++) {
    const { title, abstract } = documents[Math.floor(random() * documents.length)]!;
    const words = `${title} ${abstract}`.split(' ');
    const from = Math.floor(random() * Math.max(1, words.length - 6));
    const s = performance.now();
    await server.call('search', { query: words.slice(from, from + 3 + Math.floor(random() * 4)).join(' ') });
    times.push(performance.now() - s);
  }
  const c = stat(pid);
  await server.call('search', { query: 'is:unread author:author7 model' });
  const d = stat(pid);
  const sorted = times.toSorted((x, y) => x - y);
  console.log(
    `list ${list.toFixed(0)} (user ${a.user} sys ${a.sys} minflt ${a.minflt} rss ${a.rss.toFixed(0)}) | first ${firstMs.toFixed(0)} (${fmt(a, b)}) | median ${sorted[100]!.toFixed(1)} p95 ${sorted[190]!.toFixed(1)} (${fmt(b, c)}) | author rss ${d.rss.toFixed(0)}`,
  );
  await server.stop();
}
process.exit(0);
