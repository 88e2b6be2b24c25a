import type { YAMLMap } from 'yaml';
import { pairOf, parseFrontMatter, scalarText } from './frontMatter';
import { isOfCopiedText } from './note';
import type { NoteChange } from './noteChange';
import { noteKeys } from './noteKeys';
import {
  type Step,
  editHighlight,
  insertFullTextItems,
  insertHighlightItems,
  removeHighlightItems,
} from './spliceHighlights';
import { removeTagItems, insertTagItems } from './spliceTags';
import { type TextEdit, applyEdits } from './textEdit';
import { type YamlText, setNumber, setText } from './yamlSplice';

/** Applies a change to the text between the `---`. @throws LayoutError if its layout cannot be edited in place. */
export function spliceFrontMatter(yaml: YamlText, change: NoteChange): string {
  let text = yaml.text;
  for (const step of stepsOf(change)) {
    // Offsets change with each step, so the text is parsed again.
    const edits = step({ text, eol: yaml.eol }, parseFrontMatter(text).root);
    text = applyEdits(text, edits);
  }
  return text;
}

function stepsOf(change: NoteChange): readonly Step[] {
  const {
    source,
    removeTags = [],
    addTags = [],
    removeHighlights = [],
    editHighlights = [],
    addHighlights = [],
  } = change;
  const copied = addHighlights.filter(isOfCopiedText);
  const ofFullText = addHighlights.filter((highlight) => !isOfCopiedText(highlight));
  const steps: readonly (readonly [boolean, Step])[] = [
    [source !== undefined, (yaml, root) => setSource(yaml, root, change)],
    [removeTags.length > 0, (yaml, root) => removeTagItems(yaml, root, removeTags)],
    [addTags.length > 0, (yaml, root) => insertTagItems(yaml, root, addTags, noteKeys)],
    [removeHighlights.length > 0, (yaml, root) => removeHighlightItems(yaml, root, removeHighlights)],
    ...editHighlights.flatMap(editHighlight).map((step): [boolean, Step] => [true, step]),
    // One after the other, because both may be inserted at the end.
    [copied.length > 0, (yaml, root) => insertHighlightItems(yaml, root, copied)],
    [ofFullText.length > 0, (yaml, root) => insertFullTextItems(yaml, root, ofFullText)],
  ];
  return steps.filter(([needed]) => needed).map(([, step]) => step);
}

function setSource(yaml: YamlText, root: YAMLMap | undefined, { source }: NoteChange): TextEdit[] {
  if (!source) return [];
  const { arxivVersion } = source;
  const isKept = arxivVersion === undefined || textOf(root, 'arxivVersion') === String(arxivVersion);
  const texts = (['title', 'abstract'] as const).flatMap((key) => {
    const text = source[key];
    const isSame = text === undefined || textOf(root, key) === text;
    return isSame ? [] : [setText(yaml, root, key, text, noteKeys)];
  });
  return [...texts, ...(isKept ? [] : [setNumber(yaml, root, 'arxivVersion', arxivVersion, noteKeys)])];
}

function textOf(root: YAMLMap | undefined, key: string): string | undefined {
  return scalarText(pairOf(root, key)?.value);
}
