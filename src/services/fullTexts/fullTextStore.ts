import type { FullTextDocument } from '../../core/fulltext/document';
import { gunzip, gzip } from '../../platform/common/gzip';
import { runInTimeSlices } from '../../platform/common/runInTimeSlices';
import type { StoreFolder } from '../../platform/common/stores/storeFolder';
import { decodeDocument } from './documentFile';

const pageFile = 'page.html.gz';
const documentFile = 'document.jsonl.gz';
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

/**
 * Stores pages and the documents that were read from them: `<id>v<N>/page.html.gz` and `document.jsonl.gz`. Each file
 * is replaced as a whole; the document is written last, and can be read from the page again.
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
  async write(name: FullTextName, page: Uint8Array, document: Uint8Array): Promise<void> {
    await this.#write(name, pageFile, page);
    await this.writeDocument(name, document);
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

function pathOf({ paper, version }: FullTextName, file: string): string {
  return `${folderName(paper)}${version === undefined ? '' : `v${version}`}/${file}`;
}

/** A file name for a paper: `2401.00001`, `cs_0101001`. */
function folderName(paper: string): string {
  return paper.toLowerCase().replace(/[^a-z0-9.-]/gu, '_');
}
