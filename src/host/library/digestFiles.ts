import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as vscode from 'vscode';
import { slug } from '../../core/papers/paperId';
import { type FileFacts, listFiles, orMissing, readBytes, statFile } from '../storage/directFiles';

/** Where a person keeps imported digests: with the extension on this machine, or in the workspace folder. */
export type DigestPlace = 'global' | 'workspace';

/** What the bytes of a digest do not say. */
export interface DigestFacts {
  /** What the person calls it: a file's name, or "Clipboard". */
  readonly name: string;
  /** Where the text prints no year and the person said which. */
  readonly year?: number;
  /** Milliseconds since the epoch; digests are read in the order in which they were added. */
  readonly added: number;
}

/** An imported digest as it is kept: the bytes that it came as, and its facts beside them. */
export interface StoredDigest extends DigestFacts {
  /** Unique; the same text under the same name is the same digest. */
  readonly id: string;
  readonly uri: vscode.Uri;
  readonly place: DigestPlace;
  /** Changes whenever the file does. */
  readonly stamp: string;
}

const factsEnding = '.facts.json';

/** The folders that hold imported digests. A text put into the workspace's folder by hand or by git counts too. */
export class DigestFiles {
  /** `folder` gives nothing for the workspace while no folder is open. */
  constructor(readonly folder: (place: DigestPlace) => vscode.Uri | undefined) {}

  /** In the order in which they were added. */
  async list(place: DigestPlace): Promise<readonly StoredDigest[]> {
    const folder = this.folder(place);
    if (!folder) return [];
    const names = await listFiles(folder);
    const texts = names.filter((name) => !name.startsWith('.') && !name.endsWith(factsEnding));
    const digests = await Promise.all(
      texts.map((name) => describe(place, vscode.Uri.joinPath(folder, name))),
    );
    return digests
      .filter((digest) => digest !== undefined)
      .sort((a, b) => a.added - b.added || (a.id < b.id ? -1 : 1));
  }

  /** Keeps a text as it came. The facts are written first: a text without them would go by its file's name. */
  async add(bytes: Uint8Array, facts: DigestFacts, place: DigestPlace): Promise<StoredDigest> {
    const folder = this.folder(place);
    if (!folder) throw new Error('There is no workspace folder to keep digests in.');
    const uri = vscode.Uri.joinPath(folder, fileName(bytes, facts));
    const known = await describe(place, uri);
    if (known) return known;
    await vscode.workspace.fs.createDirectory(folder);
    const { name, year, added } = facts;
    const json = JSON.stringify({ version: 1, name, year, added });
    await vscode.workspace.fs.writeFile(factsUri(uri), new TextEncoder().encode(`${json}\n`));
    await vscode.workspace.fs.writeFile(uri, bytes);
    const stored = await describe(place, uri);
    if (!stored) throw new Error(`${uri.toString()} was written and is not there.`);
    return stored;
  }

  async read({ uri }: Pick<StoredDigest, 'uri'>): Promise<Uint8Array> {
    const bytes = await readBytes(uri);
    if (!bytes) throw new Error(`${uri.toString()} is no longer there.`);
    return bytes;
  }

  /** Resolves to what puts it back as it was, unless there is another of its name by then. */
  async remove(digest: StoredDigest): Promise<() => Promise<void>> {
    const { uri, place } = digest;
    const bytes = await this.read(digest);
    const facts = await readBytes(factsUri(uri));
    await vscode.workspace.fs.delete(uri);
    await orMissing(vscode.workspace.fs.delete(factsUri(uri)));
    return async () => {
      if (await describe(place, uri)) return;
      if (facts) await vscode.workspace.fs.writeFile(factsUri(uri), facts);
      await vscode.workspace.fs.writeFile(uri, bytes);
    };
  }
}

function fileName(bytes: Uint8Array, { name, year }: DigestFacts): string {
  const hash = bytesToHex(sha256(bytes)).slice(0, 8);
  return `${slug(name.replace(/\.[^.]*$/, ''))}${year === undefined ? '' : `-${year}`}-${hash}.txt`;
}

async function describe(place: DigestPlace, uri: vscode.Uri): Promise<StoredDigest | undefined> {
  const found = await statFile(uri);
  if (!found) return undefined;
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const facts = { name: file, added: found.made, ...(await readFacts(uri)) };
  return { id: `${place}/${file}`, uri, place, stamp: stampOf(found), ...facts };
}

/** Changes whenever the file does. */
export function stampOf({ changed, size }: FileFacts): string {
  return `${changed}-${size}`;
}

const factsUri = (uri: vscode.Uri): vscode.Uri => uri.with({ path: uri.path + factsEnding });

/** Nothing where the file is missing or not ours: the text alone is a digest too. */
async function readFacts(uri: vscode.Uri): Promise<Partial<DigestFacts>> {
  const bytes = await readBytes(factsUri(uri));
  let facts: unknown;
  try {
    facts = bytes && JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Not JSON: somebody else's file.
  }
  if (typeof facts !== 'object' || facts === null) return {};
  const { name, year, added } = facts as Readonly<Record<keyof DigestFacts, unknown>>;
  return {
    ...(typeof name === 'string' && { name }),
    ...(Number.isInteger(year) && { year: year as number }),
    ...(typeof added === 'number' && { added }),
  };
}
