/** What `npm start` and the tests run on, pinned here and nowhere else. */

/** A release of VS Code, and where it comes from: npm's `code-server` carries the whole of it. */
export interface Release {
  readonly vscode: string;
  readonly codeServer: string;
  /** The major version of Node that this release's server and extension host run on. */
  readonly node: number;
}

export const newest: Release = { vscode: '1.139.1', codeServer: '4.139.1', node: 24 };

/** The release that `engines.vscode` in package.json promises. */
export const oldest: Release = { vscode: '1.100.3', codeServer: '4.100.3', node: 20 };

/** Has the ripgrep binaries of every platform; the releases that need it download their own at install. */
export const ripgrep = '@vscode/ripgrep-universal@1.18.0';

/** The MCP Inspector, which has a command line that sends requests to servers, and the major version of Node that it runs on. */
export const inspector = { name: '@modelcontextprotocol/inspector', version: '2.12.0', node: 24 } as const;

/** The npm package that is Node itself for this platform. Its minor versions differ between platforms. */
export function nodePackage(major: number): { readonly name: string; readonly spec: string } {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const prefix = platform === 'darwin' && process.arch === 'arm64' ? 'node-bin' : 'node';
  const name = `${prefix}-${platform}-${process.arch}`;
  return { name, spec: `${name}@${major}` };
}
