import type * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import type { Reference } from '../../core/references/reference';
import { noteParts } from '../../core/notes/noteParts';
import { paperOfNote } from '../../services/notes/noteUri';
import { namesPapers } from '../../services/references/openDocuments';
import type { Services } from '../../services/services';

/** In UTF-16 units. In longer documents nothing is shown. */
const longestDocument = 500_000;

interface Found {
  readonly version: number;
  readonly generation: number;
  readonly references: readonly Reference[];
}

/** The references in open documents, found once for each version of a document. */
export class DocumentReferences {
  readonly #found = new WeakMap<vscode.TextDocument, Found>();
  #generation = 0;

  constructor(private readonly services: Services) {}

  /** The library or the workspace's bibliographies have changed. */
  invalidate(): void {
    this.#generation += 1;
  }

  /** The references in order; empty for documents that a person does not write, such as output. */
  async of(document: vscode.TextDocument): Promise<readonly Reference[]> {
    if (!namesPapers(document)) return [];
    await this.services.references.ready();
    const { version } = document;
    const known = this.#found.get(document);
    if (known?.version === version && known.generation === this.#generation) return known.references;
    const references = this.#find(document);
    this.#found.set(document, { version, generation: this.#generation, references });
    return references;
  }

  /** The reference at a place, if any. */
  async at(document: vscode.TextDocument, position: vscode.Position): Promise<Reference | undefined> {
    const offset = document.offsetAt(position);
    return (await this.of(document)).find(({ start, end }) => start <= offset && offset <= end);
  }

  #find(document: vscode.TextDocument): readonly Reference[] {
    const text = document.getText();
    if (text.length > longestDocument) return [];
    const found = this.services.references.find(text, languageOfDocument(document));
    if (paperOfNote(this.services, document.uri) === undefined) return found;
    // In notes, paper ids are handled by the editor of notes, and the front matter names the note's own paper.
    const { bodyStart } = noteParts(text);
    return found.filter(({ kind, start }) => kind !== 'paper' && start >= bodyStart);
  }
}
