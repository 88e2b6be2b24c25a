import type { YAMLMap } from 'yaml';
import { pairOf, parseFrontMatter, scalarText } from './frontMatter';
import type { NoteChange } from './noteChange';
import { noteKeys } from './noteKeys';
import { type Step, dropHighlights, editHighlight, putHighlights } from './spliceHighlights';
import { dropTags, putTags } from './spliceTags';
import { type TextEdit, applyEdits } from './textEdit';
import { type YamlText, setText } from './yamlSplice';

/** The text between the `---` after a change. @throws LayoutError */
export function spliceFrontMatter(yaml: YamlText, change: NoteChange): string {
  const steps: Step[] = [
    (now, root) => setSource(now, root, change),
    (now, root) => dropTags(now, root, change.removeTags ?? []),
    (now, root) => putTags(now, root, change.addTags ?? [], noteKeys),
    (now, root) => dropHighlights(now, root, change.removeHighlights ?? []),
    ...(change.editHighlights ?? []).flatMap(editHighlight),
    (now, root) => putHighlights(now, root, change.addHighlights ?? []),
  ];
  let text = yaml.text;
  for (const step of steps) {
    // Each step is told where things stand after the one before.
    const edits = step({ text, eol: yaml.eol }, parseFrontMatter(text).root);
    text = applyEdits(text, edits);
  }
  return text;
}

function setSource(yaml: YamlText, root: YAMLMap | undefined, { source }: NoteChange): TextEdit[] {
  if (!source) return [];
  return (['title', 'abstract'] as const)
    .filter((key) => scalarText(pairOf(root, key)?.value) !== source[key])
    .map((key) => setText(yaml, root, key, source[key], noteKeys));
}
