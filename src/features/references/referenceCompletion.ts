import * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import { type PaperCompletion, paperCompletions } from '../../core/notes/language/paperCompletions';
import {
  type ReferenceCompletionPlace,
  referenceCompletionPlace,
} from '../../core/references/completionPlace';
import { paperOfNote } from '../../services/notes/noteUri';
import { namesPapers } from '../../services/references/openDocuments';
import { plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';

const mostItems = 100;
const longestDocument = 500_000;

/** Extensions that complete citation keys themselves, by the languages that they do it in. */
const others: readonly (readonly [extension: string, languages: readonly string[]])[] = [
  ['james-yu.latex-workshop', ['latex', 'tex', 'rsweave']],
  ['quarto.quarto', ['quarto', 'markdown', 'rmd']],
  ['notzaki.pandocciter', ['markdown', 'rmd', 'quarto', 'latex']],
  ['myriad-dreamin.tinymist', ['typst']],
];

/** Offers papers by title after `arXiv:`, `doi:` and `[[`, and the keys of the workspace's bibliographies. */
export class ReferenceCompletion implements vscode.CompletionItemProvider {
  constructor(private readonly services: Services) {}

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.CompletionList | undefined> {
    if (!namesPapers(document)) return undefined;
    const text = document.getText();
    if (text.length > longestDocument) return undefined;
    const place = referenceCompletionPlace(text, document.offsetAt(position), languageOfDocument(document));
    if (!place || (place.kind === 'paper' && paperOfNote(this.services, document.uri) !== undefined))
      return undefined;
    if (place.kind === 'citation' && !completesKeys(document)) return undefined;
    await this.services.references.ready();
    if (place.kind === 'citation') await this.services.references.use();
    const range = new vscode.Range(document.positionAt(place.start), position);
    const after = text.slice(document.offsetAt(position), document.offsetAt(position) + 2);
    const items = this.#items(place, after);
    items.forEach((item, index) => {
      item.range = range;
      // They are chosen here, by all words that were typed.
      item.filterText = place.typed;
      item.sortText = String(index).padStart(6, '0');
    });
    return new vscode.CompletionList(items, true);
  }

  #items({ kind, typed }: ReferenceCompletionPlace, after: string): vscode.CompletionItem[] {
    if (kind === 'citation') return this.#keys(typed);
    return paperCompletions(typed, this.#named(kind), mostItems).map(({ id, title, inserted }) => {
      const item = new vscode.CompletionItem(title, vscode.CompletionItemKind.Reference);
      item.insertText = kind === 'paper' && after !== ']]' ? `${inserted}]]` : inserted;
      item.detail = inserted === id ? id : inserted;
      return item;
    });
  }

  *#named(kind: 'arxiv' | 'doi' | 'paper'): Iterable<PaperCompletion & { readonly inserted: string }> {
    for (const paper of this.services.libraryService.library.papers()) {
      const inserted = { arxiv: paper.arxivId, doi: paper.doi, paper: paper.id }[kind];
      if (inserted !== undefined) yield { id: paper.id, title: plainTitle(paper), inserted };
    }
  }

  #keys(typed: string): vscode.CompletionItem[] {
    const entries = [...this.services.references.entries()].map((entry) => ({ ...entry, id: entry.key }));
    return paperCompletions(typed, entries, mostItems).map(({ key, title }) => {
      const item = new vscode.CompletionItem(
        { label: key, description: title },
        vscode.CompletionItemKind.Reference,
      );
      item.insertText = key;
      return item;
    });
  }
}

/** Off if an extension that does the same is installed, unless the setting turns it on. */
function completesKeys({ uri, languageId }: vscode.TextDocument): boolean {
  const setting = vscode.workspace
    .getConfiguration('dailyPapers', uri)
    .get<string>('references.completeKeys');
  if (setting === 'always' || setting === 'never') return setting === 'always';
  return !others.some(
    ([extension, languages]) =>
      languages.includes(languageId) && vscode.extensions.getExtension(extension) !== undefined,
  );
}
