import * as vscode from 'vscode';
import { type CompletionPlace, completionPlace } from '../../../core/notes/language/completionPlace';
import { paperCompletions, type PaperCompletion } from '../../../core/notes/language/paperCompletions';
import { highlightColors } from '../../../core/notes/note';
import { paperCount } from '../../../platform/vscode/ui/counts';
import { paperOfNote } from '../../../services/notes/noteUri';
import { plainTitle } from '../../../services/search/plainText';
import type { Services } from '../../../services/services';
import { rangeOf } from '../../../platform/vscode/ui/documentRange';

const mostPapers = 100;

/** Offers tags and colours in the front matter, and papers after `[[`. */
export class NoteCompletion implements vscode.CompletionItemProvider {
  constructor(private readonly services: Services) {}

  provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.CompletionList | undefined {
    if (paperOfNote(this.services, document.uri) === undefined) return undefined;
    const place = completionPlace(document.getText(), document.offsetAt(position));
    if (!place) return undefined;
    const range = rangeOf(document, place);
    const items = this.#items(place);
    for (const item of items) {
      // The typed part of the word filters the items; accepting one also replaces the rest of the word.
      item.range = { inserting: range.with({ end: position }), replacing: range };
    }
    return new vscode.CompletionList(items, place.kind === 'paper');
  }

  #items(place: CompletionPlace): vscode.CompletionItem[] {
    if (place.kind === 'paper') return this.#papers(place);
    return place.kind === 'color' ? colors() : this.#tags();
  }

  #tags(): vscode.CompletionItem[] {
    const tags = [...this.services.state.tagCounts()].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return tags.map(([tag, count], index) => {
      const item = new vscode.CompletionItem(
        { label: tag, description: paperCount(count) },
        vscode.CompletionItemKind.Keyword,
      );
      item.sortText = sortKey(index);
      return item;
    });
  }

  *#completions(): Iterable<PaperCompletion> {
    for (const paper of this.services.libraryService.library.papers())
      yield { id: paper.id, title: plainTitle(paper) };
  }

  #papers({ typed, closed }: CompletionPlace): vscode.CompletionItem[] {
    return paperCompletions(typed, this.#completions(), mostPapers).map(({ id, title }, index) => {
      const item = new vscode.CompletionItem(title, vscode.CompletionItemKind.Reference);
      item.insertText = closed ? id : `${id}]]`;
      // They are chosen here, by all words that were typed.
      item.filterText = typed;
      item.sortText = sortKey(index);
      item.detail = id;
      return item;
    });
  }
}

function colors(): vscode.CompletionItem[] {
  return highlightColors.map((color) => new vscode.CompletionItem(color, vscode.CompletionItemKind.Color));
}

const sortKey = (index: number): string => String(index).padStart(6, '0');
