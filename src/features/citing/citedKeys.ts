import type * as vscode from 'vscode';
import { languageOfDocument } from '../../core/references/languages';
import { foundReferences } from '../../core/references/findReferences';
import { TitleMatcher } from '../../core/references/titleMatcher';

/** A citation key where a document cites it. */
export interface CitedKey {
  readonly key: string;
  /** UTF-16 offsets of the key alone. */
  readonly start: number;
  readonly end: number;
}

const noTitles = new TitleMatcher([]);

/** The citation keys of a document, in order, each as often as it is cited. */
export function citedKeys(document: vscode.TextDocument): readonly CitedKey[] {
  const text = document.getText();
  return foundReferences(text, languageOfDocument(document), noTitles).flatMap(
    ({ kind, value: key, start }) => {
      const at = kind === 'citation' ? text.indexOf(key, start) : -1;
      return at < 0 ? [] : [{ key, start: at, end: at + key.length }];
    },
  );
}
