/** `npm run bench`: measures, side by side with the alternative, and prints. `npm run bench -- search` chooses. */
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  activation: async () => (await import('./activation')).benchActivation(),
  search: async () => (await import('./search')).benchSearch(),
  quality: async () => (await import('./searchQuality')).benchQuality(),
  recommend: async () => (await import('./recommend')).benchRecommend(),
  anchoring: async () => {
    (await import('./anchoring')).printAnchoring();
    (await import('./placing')).benchPlacing();
  },
  import: async () => (await import('./import')).benchImport(),
  rules: async () => (await import('./rules')).benchRules(),
  kills: async () => (await import('./indexKills')).benchKills(),
  typing: async () => (await import('./typing')).benchTyping(),
  memory: async () => (await import('./memory')).benchMemory(),
  reader: async () => {
    await (await import('./reader')).benchReader();
    await (await import('./readerMemory')).benchReaderMemory();
  },
  fulltext: async () => {
    await (await import('./fulltext')).benchFullText();
  },
  replication: async () => (await import('./replication')).benchReplication(),
  citing: async () => (await import('./citing')).benchCiting(),
  references: async () => (await import('./references')).benchReferences(),
  agents: async () => (await import('./agents')).benchAgents(),
  web: async () => (await import('./web')).benchWeb(),
  render: async () => {
    (await import('./render')).benchRender();
  },
};

const [name] = process.argv.slice(2);
const chosen = Object.entries(benches).filter(([known]) => name === undefined || known === name);
if (chosen.length === 0)
  throw new Error(`There is no benchmark “${name}”; there are ${Object.keys(benches).join(', ')}.`);
// Also for the processes that start a browser.
process.env['DAILY_PAPERS_BROWSER'] = 'optimizing';
for (const [title, run] of chosen) {
  console.log(`── ${title}`);
  await run();
}
process.exit(0);

export {};
