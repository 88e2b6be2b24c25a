import { createHash } from 'node:crypto';
import { readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { FullTextDocument } from '../../core/fulltext/document';
import { type FigureKind, figureKinds } from '../../core/fulltext/figures';
import { runInTimeSlices } from '../../platform/node/runInTimeSlices';
import { overwriteFile } from '../../platform/node/files/atomicFile';
import { ignoreMissing } from '../../platform/node/files/errorCode';
import { readPlainFile } from '../../platform/node/files/plainFile';
import { decodeDocument } from './documentFile';

const compress = promisify(gzip);
const decompress = promisify(gunzip);

const pageFile = 'page.html.gz';
const documentFile = 'document.jsonl.gz';
const etagFile = 'page.etag';
/** In bytes. */
const longestEtag = 1000;
/** In bytes, compressed and not. What is larger was not written by this program. */
const largestFile = 64 * 1024 * 1024;
const largestContent = 256 * 1024 * 1024;

/** Identifies one version of a paper. */
export interface FullTextName {
  /** The paper's arXiv id, or its own id if it has none. */
  readonly paper: string;
  /** Undefined if the page does not say which version it is. */
  readonly version: number | undefined;
}

/** A figure that is stored. */
export interface StoredFigure {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** What one folder of the store holds. */
export interface StoredFolder extends FullTextName {
  /** In bytes. */
  readonly size: number;
  /** In milliseconds since 1970. */
  readonly lastUsed: number;
}

/**
 * Stores pages and the documents that were read from them: `<id>v<N>/page.html.gz` and `document.jsonl.gz`, the page's
 * entity tag in `page.etag`, and figures, named by a hash of their address in the page. Each file is replaced as a whole;
 * the document is written after the page, and can be read from the page again.
 */
export class FullTextStore {
  constructor(private readonly folder: string) {}

  /** The stored versions of a paper, latest first. */
  async versions(paper: string): Promise<readonly FullTextName[]> {
    const prefix = folderName(paper);
    const names = (await readdir(this.folder).catch(ignoreMissing)) ?? [];
    return names
      .filter((name) => name.startsWith(prefix))
      .flatMap((name): FullTextName[] => {
        const rest = name.slice(prefix.length);
        if (rest === '') return [{ paper, version: undefined }];
        return /^v[1-9]\d{0,2}$/u.test(rest) ? [{ paper, version: Number(rest.slice(1)) }] : [];
      })
      .toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0));
  }

  /** Resolves once page and encoded document are on disk. */
  async write(name: FullTextName, page: Uint8Array, document: Uint8Array, etag?: string): Promise<void> {
    // A tag of another page would keep that page from being replaced.
    await rm(this.#path(name, etagFile), { force: true });
    await this.#write(name, pageFile, page);
    await this.writeDocument(name, document);
    if (etag !== undefined && etag.length <= longestEtag)
      await overwriteFile(this.#path(name, etagFile), Buffer.from(etag));
  }

  /** The entity tag of the stored page; undefined if the server sent none. */
  async etag(name: FullTextName): Promise<string | undefined> {
    const bytes = await readPlainFile(this.#path(name, etagFile), longestEtag);
    return bytes?.toString();
  }

  writeDocument(name: FullTextName, document: Uint8Array): Promise<void> {
    return this.#write(name, documentFile, document);
  }

  /** Undefined if there is no page, or it is damaged. */
  page(name: FullTextName): Promise<Uint8Array | undefined> {
    return this.#read(name, pageFile);
  }

  /** Undefined if there is no document, or it is damaged or of another format. */
  document(name: FullTextName): Promise<FullTextDocument | undefined> {
    return readDocumentFile(this.documentPath(name));
  }

  documentPath(name: FullTextName): string {
    return this.#path(name, documentFile);
  }

  /** Changes whenever the stored document is replaced; undefined if there is none. */
  async stamp(name: FullTextName): Promise<string | undefined> {
    const found = await stat(this.#path(name, documentFile), { bigint: true }).catch(ignoreMissing);
    return found && `${found.ino} ${found.mtimeNs} ${found.size}`;
  }

  /** The figures of a page by {@link figureName}. */
  async figures(name: FullTextName): Promise<ReadonlyMap<string, StoredFigure>> {
    const folder = this.#path(name);
    const names = ((await readdir(folder).catch(ignoreMissing)) ?? []).filter((file) =>
      figureFile.test(file),
    );
    const figures = new Map<string, StoredFigure>();
    for (const file of names) {
      const path = join(folder, file);
      const found = await stat(path).catch(ignoreMissing);
      if (found) figures.set(file.slice(0, file.indexOf('.')), { path, size: found.size });
    }
    return figures;
  }

  /** Stores a figure under its address in the page. */
  async writeFigure(
    name: FullTextName,
    source: string,
    kind: FigureKind,
    bytes: Uint8Array,
  ): Promise<StoredFigure> {
    const path = this.#path(name, `${figureName(source)}.${kind}`);
    await overwriteFile(path, bytes);
    return { path, size: bytes.length };
  }

  /** The names of all that is stored. */
  async names(): Promise<readonly FullTextName[]> {
    const folders = (await readdir(this.folder, { withFileTypes: true }).catch(ignoreMissing)) ?? [];
    return folders.flatMap((folder) => {
      if (!folder.isDirectory()) return [];
      const [, name = '', version] = /^(.+?)(?:v([1-9]\d{0,2}))?$/u.exec(folder.name) ?? [];
      // Old ids of arXiv, as `cs/0101001`, are the only names with such a sign.
      return [
        { paper: name.replace('_', '/'), version: version === undefined ? undefined : Number(version) },
      ];
    });
  }

  /** All that is stored, with sizes. */
  async list(): Promise<readonly StoredFolder[]> {
    const listed: StoredFolder[] = [];
    for (const name of await this.names()) listed.push({ ...name, ...(await this.#measure(name)) });
    return listed;
  }

  /** A version of a paper was used just now. It does not matter if that cannot be stored. */
  async touch(name: FullTextName, now: number): Promise<void> {
    await utimes(this.#path(name, pageFile), now / 1000, now / 1000).catch(() => undefined);
  }

  /** Removes a version of a paper with its figures. */
  async remove(name: FullTextName): Promise<void> {
    // Without a page there is no paper, even if the rest is not removed.
    await rm(this.#path(name, pageFile), { force: true });
    await rm(this.#path(name, documentFile), { force: true });
    await rm(this.#path(name), { recursive: true, force: true });
  }

  async #measure(name: FullTextName): Promise<{ readonly size: number; readonly lastUsed: number }> {
    const folder = this.#path(name);
    let size = 0;
    let lastUsed = 0;
    for (const file of (await readdir(folder).catch(ignoreMissing)) ?? []) {
      const found = await stat(join(folder, file)).catch(ignoreMissing);
      size += found?.size ?? 0;
      if (file === pageFile) lastUsed = found?.mtimeMs ?? 0;
    }
    return { size, lastUsed };
  }

  async #write(name: FullTextName, file: string, bytes: Uint8Array): Promise<void> {
    await overwriteFile(this.#path(name, file), await compress(bytes));
  }

  #read(name: FullTextName, file: string): Promise<Uint8Array | undefined> {
    return readCompressed(this.#path(name, file));
  }

  #path({ paper, version }: FullTextName, file = ''): string {
    return join(this.folder, folderName(paper) + (version === undefined ? '' : `v${version}`), file);
  }
}

/** Reads a stored document. Undefined if there is none, or it is damaged or of another format. */
export async function readDocumentFile(path: string): Promise<FullTextDocument | undefined> {
  const bytes = await readCompressed(path);
  return bytes && runInTimeSlices(decodeDocument(new TextDecoder().decode(bytes)));
}

async function readCompressed(path: string): Promise<Uint8Array | undefined> {
  const bytes = await readPlainFile(path, largestFile);
  if (!bytes) return undefined;
  try {
    return await decompress(bytes, { maxOutputLength: largestContent });
  } catch {
    return undefined; // Damaged, as after a failure of the disk: it is fetched or read again.
  }
}

const figureFile = new RegExp(`^[0-9a-f]{32}\\.(?:${figureKinds.join('|')})$`, 'u');

/** A name for the figure with an address in a page. */
export function figureName(source: string): string {
  return createHash('sha256').update(source).digest('hex').slice(0, 32);
}

/** A file name for a paper: `2401.00001`, `cs_0101001`. */
function folderName(paper: string): string {
  return paper.toLowerCase().replace(/[^a-z0-9.-]/gu, '_');
}
