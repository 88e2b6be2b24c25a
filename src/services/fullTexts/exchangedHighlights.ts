import { pointsOf, withUtf16Offsets } from '../../core/exchange/codePoints';
import type { AnnotatedPaper } from '../../core/exchange/annotatedPaper';
import type { ImportedPaper } from '../../core/exchange/importAnnotations';
import type { Paper } from '../../core/library/paper';
import { type Highlight, isOfCopiedText } from '../../core/notes/note';
import type { TextRange } from '../../core/text/sentences';
import type { FullTexts } from './fullTexts';

type PaperFacts = Pick<Paper, 'id' | 'arxivId' | 'arxivVersion'>;
type Texts = Pick<FullTexts, 'stored' | 'storedVersion' | 'textOf'>;

/** An annotated paper with the positions that files give of highlights in its whole text, as far as that is stored. */
export async function withWholePaperPoints(
  texts: Texts,
  annotated: AnnotatedPaper,
  paper: PaperFacts,
): Promise<AnnotatedPaper> {
  const wholePaperPoints = new Map<string, TextRange>();
  await forEachText(texts, paper, annotated.note.highlights, (highlight, text) => {
    const points = pointsOf(highlight, text);
    if (points) wholePaperPoints.set(highlight.id, points);
  });
  return { ...annotated, wholePaperPoints };
}

/** An imported paper whose highlights in the whole text have their offsets in UTF-16 units, as far as it is stored. */
export async function withWholePaperOffsets(
  texts: Texts,
  imported: ImportedPaper,
  paper: PaperFacts,
): Promise<ImportedPaper> {
  const converted = new Map<string, Highlight>();
  await forEachText(texts, paper, imported.highlights, (highlight, text) =>
    converted.set(highlight.id, withUtf16Offsets(highlight, text)),
  );
  const highlights = imported.highlights.map((highlight) => converted.get(highlight.id) ?? highlight);
  return { ...imported, highlights };
}

/** Calls a function with each highlight in a whole text and that text, if it is stored. One text is read at a time. */
async function forEachText(
  texts: Texts,
  paper: PaperFacts,
  highlights: readonly Highlight[],
  visit: (highlight: Highlight, text: string) => void,
): Promise<void> {
  const ofWhole = highlights.filter((highlight) => !isOfCopiedText(highlight));
  for (const version of new Set(ofWhole.map((highlight) => highlight.version))) {
    const found = await (version === undefined ? texts.stored(paper) : texts.storedVersion(paper, version));
    if (!found) continue;
    const text = texts.textOf(found.document);
    for (const highlight of ofWhole) if (highlight.version === version) visit(highlight, text);
  }
}
