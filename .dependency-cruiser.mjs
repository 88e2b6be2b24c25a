// The rules of imports: `npx depcruise src` checks them, and so does test/architecture/layers.test.ts. Paths are regular
// expressions, relative to the repository. swc parses the files, as dependency-cruiser does not support TypeScript 7.

/**
 * The layers from the top to the bottom, with what each may import beside itself.
 * @type {Record<string, string[]>}
 */
const layers = {
  extension: ['activation', 'services', 'platform', 'publicApi', 'core'],
  webExtension: ['activation', 'services', 'platform', 'publicApi', 'core'],
  activation: ['publicApiObject', 'publicApi', 'features', 'services', 'platform', 'protocol', 'core'],
  server: ['publicApiObject', 'services', 'platform', 'core'],
  publicApiObject: ['publicApi', 'services', 'core'],
  publicApi: ['core'],
  features: ['services', 'platform', 'protocol', 'core'],
  services: ['platform', 'protocol', 'core'],
  webview: ['protocol', 'core'],
  platform: ['core'],
  protocol: ['core'],
  core: [],
};

/**
 * The folders of `core`, with what each may import beside itself. A folder is listed below those that import it.
 * @type {Record<string, string[]>}
 */
const coreFolders = {
  replication: ['triage', 'base'],
  exchange: ['highlights', 'importers', 'notes', 'library', 'text', 'base'],
  assistants: ['history', 'citations', 'fulltext', 'notes', 'tex', 'triage', 'library', 'text', 'base'],
  history: ['notes', 'triage', 'library', 'text', 'base'],
  passages: ['notes', 'library', 'base'],
  citations: ['importers', 'notes', 'references', 'tex', 'library', 'text', 'base'],
  versions: ['highlights', 'notes', 'tex', 'library', 'text', 'base'],
  state: ['highlights', 'notes', 'rules', 'triage', 'library', 'text', 'base'],
  fulltext: ['importers', 'tex', 'library', 'text', 'base'],
  rules: ['search', 'library', 'base'],
  search: ['passages', 'tex', 'triage', 'library', 'text', 'base'],
  remote: ['library', 'base'],
  importers: ['tex', 'library', 'text', 'base'],
  highlights: ['notes', 'base'],
  notes: ['references', 'library', 'text', 'base'],
  triage: ['library', 'text', 'base'],
  references: ['importers', 'tex', 'library', 'text', 'base'],
  tex: ['library', 'text', 'base'],
  library: ['text', 'base'],
  text: ['base'],
  base: [],
};

/**
 * Matches folders and files with one of some names.
 * @param {string} parent
 * @param {string[]} names
 */
const below = (parent, names) => `^${parent}/(${names.join('|')})(/|\\.ts$)`;

const withinLayers = Object.entries(layers).map(([layer, imported]) => ({
  name: `what ${layer} imports`,
  severity: 'error',
  from: { path: below('src', [layer]) },
  to: { path: '^src/', pathNot: below('src', [layer, ...imported]) },
}));

const withinCore = Object.entries(coreFolders).map(([folder, imported]) => ({
  name: `what core/${folder} imports`,
  severity: 'error',
  from: { path: below('src/core', [folder]) },
  to: { path: '^src/core/', pathNot: below('src/core', [folder, ...imported]) },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  options: { parser: 'swc', tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
  forbidden: [
    ...withinLayers,
    ...withinCore,
    {
      name: 'every folder of core stands in the list above',
      severity: 'error',
      from: { path: '^src/core/', pathNot: below('src/core', Object.keys(coreFolders)) },
      to: { path: '^src/core/' },
    },
    {
      name: 'features do not import each other',
      severity: 'error',
      from: { path: '^src/features/([^/]+)' },
      to: { path: '^src/features/', pathNot: '^src/features/$1(/|$)' },
    },
    {
      name: 'core, protocol and webview run without Node and VS Code',
      severity: 'error',
      from: { path: '^src/(core|protocol|webview)/' },
      to: { path: ['^node:', '(^|/)vscode(/|$)'] },
    },
    {
      name: 'core, protocol and webview run without modules of Node',
      severity: 'error',
      from: { path: '^src/(core|protocol|webview)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the server for assistants runs without VS Code',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: ['^vscode$', '^src/platform/vscode/'], reachable: true },
    },
    {
      name: 'modules of Node are used by the programs of Node alone',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: [
          '^src/platform/node/',
          '^src/services/node/',
          '^src/server/',
          '^src/(contributions|packaging)/',
        ],
      },
      to: { path: ['^node:', '^src/platform/node/'] },
    },
    {
      name: 'services for one program are used by its entry points alone',
      severity: 'error',
      from: { path: '^src/(services/(?!node/|web/)|features|activation)' },
      to: { path: '^src/(services|platform)/(node|web)/' },
    },
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
};
