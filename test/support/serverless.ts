import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, normalize, resolve } from 'node:path';
import { quietSettings } from './server';
import { root } from './paths';
import type { VSCode } from './vscode';

/** A file server for VS Code for the Web and an extension, without the server of VS Code. */
export interface ServerlessVSCode {
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

export interface ServerlessOptions {
  /** The folder of the extension; this repository when left out. */
  readonly extension?: string;
  /** Settings in addition to those that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The path in the extension's folder of a script of CommonJS, whose \`run\` the extension host runs as its tests. */
  readonly tests?: string;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * Serves VS Code's workbench without its server: the page gets files over HTTP and nothing else, so the extension runs in
 * the worker host of the browser, and its storage is the browser's.
 */
export async function serveWithoutServer(
  { main }: VSCode,
  { extension = root, settings = {}, tests }: ServerlessOptions = {},
): Promise<ServerlessVSCode> {
  const vscode = dirname(dirname(main));
  const folders = new Map([
    ['vscode', vscode],
    ['extension', extension],
  ]);
  let workbench: string | undefined;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin());
    if (url.pathname === '/') {
      response.setHeader('content-type', 'text/html');
      response.end(page(origin(), { ...quietSettings, ...settings }, tests));
      return;
    }
    const [, name = '', ...path] = decodeURIComponent(url.pathname).split('/');
    const folder = folders.get(name);
    const file = folder === undefined ? undefined : join(folder, normalize(`/${path.join('/')}`));
    if (
      file === undefined ||
      !existsSync(file) ||
      !resolve(file).startsWith(resolve(folder ?? '')) ||
      !statSync(file).isFile()
    ) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    if (file.endsWith('workbench/workbench.js')) {
      response.end((workbench ??= withoutPatches(readFileSync(file, 'utf8'))));
      return;
    }
    response.setHeader('access-control-allow-origin', '*');
    createReadStream(file).pipe(response);
  });
  const origin = (): string => `http://localhost:${(server.address() as AddressInfo).port}`;
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: origin(),
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** Patches of code-server to the workbench, with the code of VS Code for the Web that replaces them. */
const patches: readonly (readonly [RegExp, string])[] = [
  // code-server keeps user data on its server; VS Code for the Web keeps them in the browser.
  [
    /(get userRoamingDataHome\(\)\{return )\w+\((\w+)\.file\(this\.userDataPath\)\.with\(\{scheme:(\w+)\.vscodeRemote\}\),"User"\)\}/,
    '$1$2.file("/User").with({scheme:$3.vscodeUserData})}',
  ],
  // Its page always has a server.
  [/,remoteAuthority:location\.host\}/, '}'],
];

function withoutPatches(script: string): string {
  return patches.reduce((text, [patched, original]) => {
    if (!patched.test(text))
      throw new Error(`code-server patches this release in another way: ${String(patched)}`);
    return text.replace(patched, original);
  }, script);
}

function page(
  origin: string,
  settings: Readonly<Record<string, unknown>>,
  tests: string | undefined,
): string {
  const served = (path: string): object => ({ scheme: 'http', authority: new URL(origin).host, path });
  const configuration = {
    ...(tests === undefined
      ? { additionalBuiltinExtensions: [served('/extension')] }
      : {
          developmentOptions: {
            extensions: [served('/extension')],
            extensionTestsPath: served(`/extension/${tests}`),
          },
        }),
    configurationDefaults: settings,
    callbackRoute: '/callback',
    enableWorkspaceTrust: false,
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    productConfiguration: {
      extensionsGallery: { serviceUrl: '' },
      webEndpointUrlTemplate: undefined,
      webviewContentExternalBaseUrlTemplate: `${origin}/vscode/out/vs/workbench/contrib/webview/browser/pre/`,
    },
    webviewEndpoint: `${origin}/vscode/out/vs/workbench/contrib/webview/browser/pre/`,
  };
  const attribute = JSON.stringify(configuration).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<!DOCTYPE html>
<html>
<head>
  <meta charset="utf-8">
  <meta id="vscode-workbench-web-configuration" data-settings="${attribute}">
  <meta id="vscode-workbench-web-base-url" data-settings="${origin}/vscode">
  <meta id="vscode-workbench-auth-session" data-settings="">
  <link rel="stylesheet" href="${origin}/vscode/out/vs/code/browser/workbench/workbench.css">
</head>
<body aria-label=""></body>
<script>globalThis._VSCODE_FILE_ROOT = '${origin}/vscode/out/';</script>
<script type="module" src="${origin}/vscode/out/nls.messages.js"></script>
<script type="module" src="${origin}/vscode/out/vs/code/browser/workbench/workbench.js"></script>
</html>
`;
}
