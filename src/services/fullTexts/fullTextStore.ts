import type { FullTextDocument } from '../../core/fulltext/document';
import { type FigureKind, figureKinds } from '../../core/fulltext/figures';
import { gunzip, gzip } from '../../platform/common/gzip';
import { sha256Hex } from '../../platform/common/hash';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { decodeDocument } from './documentFile';

/** The store's folder in the storage for all workspaces. */
export const fullTextFolder = 'fulltext';

const pageFile = 'page.html.gz';
const documentFile = 'document.jsonl.gz';
const etagFile = 'page.etag';
const usedFile = 'used';
/** In bytes, of the entity tag of a page and of the time when it was last used. */
const longestTag = 1000;
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
  /** Below the store's folder, with `/` between its parts. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
}

/** The contents of one folder of the store. */
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
  constructor(private readonly folder: StoreFolder) {}

  /** The stored versions of a paper, latest first. */
  async versions(paper: string): Promise<readonly FullTextName[]> {
    const ofPaper = folderName(paper);
    const folders = (await this.folder.names()).filter((folder) => folder.startsWith(ofPaper));
    return folders
      .flatMap((folder) => nameOf(folder) ?? [])
      .filter((name) => folderName(name.paper) === ofPaper)
      .map(({ version }) => ({ paper, version }))
      .toSorted((a, b) => (b.version ?? 0) - (a.version ?? 0));
  }

  /** Resolves once page and encoded document are on disk. */
  async write(name: FullTextName, page: Uint8Array, document: Uint8Array, etag?: string): Promise<void> {
    // A tag of another page would keep that page from being replaced.
    await this.folder.remove(pathOf(name, etagFile));
    await this.#write(name, pageFile, page);
    await this.writeDocument(name, document);
    if (etag !== undefined && etag.length <= longestTag)
      await this.folder.overwrite(pathOf(name, etagFile), new TextEncoder().encode(etag));
  }

  /** The entity tag of the stored page; undefined if the server sent none. */
  async etag(name: FullTextName): Promise<string | undefined> {
    const bytes = await this.folder.read(pathOf(name, etagFile), longestTag);
    return bytes && new TextDecoder().decode(bytes);
  }

  writeDocument(name: FullTextName, document: Uint8Array): Promise<void> {
    return this.#write(name, documentFile, document);
  }

  /** Undefined if there is no page, or it is damaged. */
  page(name: FullTextName): Promise<Uint8Array | undefined> {
    return this.#read(name, pageFile);
  }

  /** Undefined if there is no document, or it is damaged or of another format. */
  async document(name: FullTextName): Promise<FullTextDocument | undefined> {
    const bytes = await this.folder.read(pathOf(name, documentFile), largestFile);
    return bytes && readStoredDocument(bytes);
  }

  /** Below the store's folder, with `/` between its parts. */
  documentPath(name: FullTextName): string {
    return pathOf(name, documentFile);
  }

  /** Changes whenever the stored document is replaced; undefined if no document is stored. */
  async stamp(name: FullTextName): Promise<string | undefined> {
    return (await this.folder.stat(pathOf(name, documentFile)))?.stamp;
  }

  /** The figures of a page by {@link figureName}. */
  async figures(name: FullTextName): Promise<ReadonlyMap<string, StoredFigure>> {
    const names = (await this.folder.folder(folderOf(name)).names()).filter((file) => figureFile.test(file));
    const figures = new Map<string, StoredFigure>();
    for (const file of names) {
      const path = pathOf(name, file);
      const found = await this.folder.stat(path);
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
    const path = pathOf(name, `${figureName(source)}.${kind}`);
    await this.folder.overwrite(path, bytes);
    return { path, size: bytes.length };
  }

  /** The names of all that is stored. */
  async names(): Promise<readonly FullTextName[]> {
    return (await this.folder.names()).flatMap((folder) => nameOf(folder) ?? []);
  }

  /** All that is stored, with sizes. */
  async list(): Promise<readonly StoredFolder[]> {
    const listed: StoredFolder[] = [];
    for (const name of await this.names())
      listed.push({ ...name, size: await this.#sizeOf(name), lastUsed: await this.#lastUsed(name) });
    return listed;
  }

  /** A version of a paper was used just now, in milliseconds since 1970. It does not matter if that cannot be stored. */
  async touch(name: FullTextName, now: number): Promise<void> {
    if (await this.folder.stat(pathOf(name, pageFile)))
      await this.folder
        .overwrite(pathOf(name, usedFile), new TextEncoder().encode(String(now)))
        .catch(() => undefined);
  }

  /** Removes a version of a paper with its figures. */
  async remove(name: FullTextName): Promise<void> {
    // Without a page there is no paper, even if the rest is not removed.
    await this.folder.remove(pathOf(name, pageFile));
    await this.folder.remove(pathOf(name, documentFile));
    await this.folder.removeFolder(folderOf(name));
  }

  async #sizeOf(name: FullTextName): Promise<number> {
    let size = 0;
    for (const file of await this.folder.folder(folderOf(name)).names())
      size += (await this.folder.stat(pathOf(name, file)))?.size ?? 0;
    return size;
  }

  /** 0 if it is not known. */
  async #lastUsed(name: FullTextName): Promise<number> {
    const bytes = await this.folder.read(pathOf(name, usedFile), longestTag);
    const time = bytes ? Number(new TextDecoder().decode(bytes)) : 0;
    return Number.isFinite(time) ? time : 0;
  }

  async #write(name: FullTextName, file: string, bytes: Uint8Array): Promise<void> {
    await this.folder.overwrite(pathOf(name, file), await gzip(bytes));
  }

  async #read(name: FullTextName, file: string): Promise<Uint8Array | undefined> {
    const bytes = await this.folder.read(pathOf(name, file), largestFile);
    return bytes && decompressed(bytes);
  }
}

function pathOf(name: FullTextName, file: string): string {
  return `${folderOf(name)}/${file}`;
}

function folderOf({ paper, version }: FullTextName): string {
  return folderName(paper) + (version === undefined ? '' : `v${version}`);
}

/** The version whose folder has a name; undefined for other folders. */
function nameOf(folder: string): FullTextName | undefined {
  const [, paper, version] = /^([^.].*?)(?:v([1-9]\d{0,2}))?$/u.exec(folder) ?? [];
  if (paper === undefined) return undefined;
  // Only old arXiv ids, such as `cs/0101001`, have an underscore in the names of their folders.
  return { paper: paper.replace('_', '/'), version: version === undefined ? undefined : Number(version) };
}

/** Reads the bytes of a stored document. Undefined if they are damaged or of another format. */
export async function readStoredDocument(bytes: Uint8Array): Promise<FullTextDocument | undefined> {
  const encoded = await decompressed(bytes);
  return encoded && runInTimeSlices(decodeDocument(new TextDecoder().decode(encoded)));
}

async function decompressed(bytes: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    return await gunzip(bytes, largestContent);
  } catch {
    return undefined; // Damaged, as after a failure of the disk: it is fetched or read again.
  }
}

const figureFile = new RegExp(`^[0-9a-f]{32}\\.(?:${figureKinds.join('|')})$`, 'u');

/** A name for the figure with an address in a page. */
export function figureName(source: string): string {
  return sha256Hex(source).slice(0, 32);
}

/** A file name for a paper: `2401.00001`, `cs_0101001`. */
function folderName(paper: string): string {
  return paper.toLowerCase().replace(/[^a-z0-9.-]/gu, '_');
}
