import type { FullTextDocument } from '../../core/fulltext/document';
import { type FigureKind, figureKinds } from '../../core/fulltext/figures';
import { gunzip, gzip } from '../../platform/common/gzip';
import { sha256Hex } from '../../platform/common/hash';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { decodeDocument } from './documentFile';

const pageFile = 'page.html.gz';
const documentFile = 'document.jsonl.gz';
const etagFile = 'page.etag';
const usedFile = 'used';
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
  /** Below the store's folder, with `/` between its parts. */
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
  constructor(private readonly folder: StoreFolder) {}

  /** The stored versions of a paper, latest first. */
  async versions(paper: string): Promise<readonly FullTextName[]> {
    const prefix = folderName(paper);
    const names = await this.folder.names();
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
    await this.folder.remove(pathOf(name, etagFile));
    await this.#write(name, pageFile, page);
    await this.writeDocument(name, document);
    if (etag !== undefined && etag.length <= longestEtag)
      await this.folder.overwrite(pathOf(name, etagFile), new TextEncoder().encode(etag));
  }

  /** The entity tag of the stored page; undefined if the server sent none. */
  async etag(name: FullTextName): Promise<string | undefined> {
    const bytes = await this.folder.read(pathOf(name, etagFile), longestEtag);
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
    const bytes = await this.#read(name, documentFile);
    return bytes && runInTimeSlices(decodeDocument(new TextDecoder().decode(bytes)));
  }

  /** Changes whenever the stored document is replaced; undefined if there is none. */
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

  /** All that is stored. */
  async list(): Promise<readonly StoredFolder[]> {
    const folders = new Map<string, string[]>();
    for (const path of await this.folder.filesBelow()) {
      const folder = path.slice(0, path.indexOf('/'));
      folders.set(folder, [...(folders.get(folder) ?? []), path]);
    }
    const listed: StoredFolder[] = [];
    for (const [folder, files] of folders) {
      const [, paper, version] = /^(.+?)(?:v([1-9]\d{0,2}))?$/u.exec(folder) ?? [];
      if (paper === undefined) continue;
      const name = { paper, version: version === undefined ? undefined : Number(version) };
      listed.push({ ...name, size: await this.#sizeOf(files), lastUsed: await this.#lastUsed(name) });
    }
    return listed;
  }

  /** A version of a paper was used just now, in milliseconds since 1970. */
  async touch(name: FullTextName, now: number): Promise<void> {
    if (await this.folder.stat(pathOf(name, pageFile)))
      await this.folder.overwrite(pathOf(name, usedFile), new TextEncoder().encode(String(now)));
  }

  /** Removes a version of a paper with its figures. Also by the name that {@link list} gives. */
  async remove(name: FullTextName): Promise<void> {
    // Without a page there is no paper, even if the rest is not removed.
    await this.folder.remove(pathOf(name, pageFile));
    await this.folder.remove(pathOf(name, documentFile));
    await this.folder.removeFolder(folderOf(name));
  }

  async #sizeOf(files: readonly string[]): Promise<number> {
    let size = 0;
    for (const file of files) size += (await this.folder.stat(file))?.size ?? 0;
    return size;
  }

  /** 0 if it is not known. */
  async #lastUsed(name: FullTextName): Promise<number> {
    const bytes = await this.folder.read(pathOf(name, usedFile), longestEtag);
    const time = bytes ? Number(new TextDecoder().decode(bytes)) : 0;
    return Number.isFinite(time) ? time : 0;
  }

  async #write(name: FullTextName, file: string, bytes: Uint8Array): Promise<void> {
    await this.folder.overwrite(pathOf(name, file), await gzip(bytes));
  }

  async #read(name: FullTextName, file: string): Promise<Uint8Array | undefined> {
    const bytes = await this.folder.read(pathOf(name, file), largestFile);
    if (!bytes) return undefined;
    try {
      return await gunzip(bytes, largestContent);
    } catch {
      return undefined; // Damaged, as after a failure of the disk: it is fetched or read again.
    }
  }
}

function pathOf(name: FullTextName, file: string): string {
  return `${folderOf(name)}/${file}`;
}

function folderOf({ paper, version }: FullTextName): string {
  return folderName(paper) + (version === undefined ? '' : `v${version}`);
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
