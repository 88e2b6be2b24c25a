import type { Highlight } from '../notes/note';
import { distinctTags, parseTag, tagText, type Tag } from '../notes/tag';
import type { CooperativeTask } from '../base/cooperativeTask';
import type { Paper, PaperId } from '../library/paper';
import { colorOf, locateForeignQuote, highlightId, locateOwnExport, ownTarget } from './importHighlight';
import { parseAnnotations } from './parseAnnotations';
import type { ImportProblem, ParsedAnnotation, ParsedTarget } from './parsedAnnotation';
import type { ParsedUrn } from './webAnnotation';
import { localizable, type Message } from '../base/localization';

/** The annotations of one paper in a file. */
export interface ImportedPaper {
  readonly paperId: PaperId;
  /** The texts that the highlights were made on, if the file or the library has them. */
  readonly title?: string;
  readonly abstract?: string;
  readonly tags: readonly Tag[];
  /** Without duplicate ids. */
  readonly highlights: readonly Highlight[];
  readonly body: string;
}

export interface ImportedAnnotations {
  readonly papers: readonly ImportedPaper[];
  readonly problems: readonly ImportProblem[];
}

/** Looks up a paper by the addresses in a file, and by the title if the file has one. */
export type FindPaper = (
  addresses: readonly string[],
  title: string | undefined,
) => Pick<Paper, 'id' | 'title' | 'abstract'> | undefined;

/**
 * Reads files of `exportWebAnnotations` without loss, and those of other tools as far as a note can represent them:
 * their quotes are searched in title and abstract, and become orphans if they are not found with confidence. Never
 * throws; what cannot be imported is reported as a problem.
 */
export function* importAnnotations(text: string, find: FindPaper): CooperativeTask<ImportedAnnotations> {
  const file = yield* parseAnnotations(text);
  if (!file.ok) return { papers: [], problems: [{ at: 0, message: file.error }] };
  const intake = new Intake(find, [...file.value.problems]);
  const { annotations } = file.value;
  // The texts of a paper are in the annotation of its note, which may follow its highlights.
  for (const annotation of annotations) {
    intake.takeTexts(annotation);
    yield;
  }
  for (const annotation of annotations) {
    intake.take(annotation);
    yield;
  }
  return yield* intake.result();
}

/** A paper under construction. */
interface Draft {
  readonly paperId: PaperId;
  title: string | undefined;
  abstract: string | undefined;
  readonly tags: Tag[];
  readonly highlights: Map<string, Highlight>;
  readonly bodies: Set<string>;
}

class Intake {
  readonly #drafts = new Map<PaperId, Draft>();

  constructor(
    readonly find: FindPaper,
    readonly problems: ImportProblem[],
  ) {}

  *result(): CooperativeTask<ImportedAnnotations> {
    const papers: ImportedPaper[] = [];
    for (const { paperId, title, abstract, tags, highlights, bodies } of this.#drafts.values()) {
      const paper = {
        paperId,
        ...(title !== undefined && { title }),
        ...(abstract !== undefined && { abstract }),
        tags: distinctTags(tags),
        highlights: [...highlights.values()],
        body: [...bodies].join('\n\n'),
      };
      if (paper.tags.length + paper.highlights.length > 0 || paper.body !== '') papers.push(paper);
      yield;
    }
    return { papers, problems: this.problems };
  }

  takeTexts(annotation: ParsedAnnotation): void {
    for (const target of annotation.targets) {
      const own = ownTarget(annotation, target);
      if (own?.kind !== 'paper') continue;
      const draft = this.#draft(own.paperId);
      draft.title ??= target.title;
      draft.abstract ??= target.abstract;
    }
  }

  take(annotation: ParsedAnnotation): void {
    for (const [index, target] of annotation.targets.entries()) {
      const own = ownTarget(annotation, target);
      const draft = own ? this.#draft(own.paperId) : this.#foreignDraft(target);
      if (!draft) {
        this.#report(annotation, notInLibrary(target));
      } else if (target.quote) {
        this.#takeHighlight(annotation, index, target, draft, own);
      } else {
        this.#takeNote(annotation, draft, own);
      }
    }
  }

  #takeNote(annotation: ParsedAnnotation, draft: Draft, own: ParsedUrn | undefined): void {
    if (!own && annotation.tags.length + annotation.comments.length === 0)
      this.#report(
        annotation,
        localizable('This annotation has no quote, no text and no tag, and was left out.'),
      );
    for (const tag of this.#tags(annotation, own)) draft.tags.push(tag);
    for (const comment of annotation.comments) draft.bodies.add(comment);
  }

  #takeHighlight(
    annotation: ParsedAnnotation,
    index: number,
    target: ParsedTarget,
    draft: Draft,
    own: ParsedUrn | undefined,
  ): void {
    const place = own ? locateOwnExport(target, draft, own) : locateForeignQuote(target, draft);
    const highlight: Highlight = {
      ...place,
      id: highlightId(annotation, index, target),
      color: colorOf(target, own),
      comment: annotation.comments.join('\n\n'),
      tags: distinctTags(this.#tags(annotation, own)),
      created: annotation.created.slice(0, longestDate),
    };
    const known = draft.highlights.get(highlight.id);
    if (!known) draft.highlights.set(highlight.id, highlight);
    else if (JSON.stringify(known) !== JSON.stringify(highlight)) {
      this.#report(
        annotation,
        localizable(
          'Another annotation in the file has the same name and says something else; it was left out.',
        ),
      );
    }
  }

  /** Tags of our own exports are used unchanged; those of other tools are converted to valid tags. */
  #tags(annotation: ParsedAnnotation, own: ParsedUrn | undefined): readonly Tag[] {
    return annotation.tags.flatMap((raw) => {
      if (own) return tagText(raw);
      const tag = parseTag(raw);
      if (!tag.ok) this.#report(annotation, localizable('A tag was left out. {0}', tag.error));
      return tag.ok ? tag.value : [];
    });
  }

  #foreignDraft(target: ParsedTarget): Draft | undefined {
    const paper = this.find(target.sources, target.title);
    if (!paper) return undefined;
    const draft = this.#draft(paper.id);
    draft.title ??= paper.title;
    draft.abstract ??= paper.abstract;
    return draft;
  }

  #draft(paperId: PaperId): Draft {
    const known = this.#drafts.get(paperId);
    if (known) return known;
    const draft: Draft = {
      paperId,
      title: undefined,
      abstract: undefined,
      tags: [],
      highlights: new Map(),
      bodies: new Set(),
    };
    this.#drafts.set(paperId, draft);
    return draft;
  }

  #report({ at }: ParsedAnnotation, message: Message): void {
    this.problems.push({ at, message });
  }
}

const longestDate = 64;

function notInLibrary({ sources: [source] }: ParsedTarget): Message {
  return source === undefined
    ? localizable('The paper at an unnamed source is not in the library; add it and import again.')
    : localizable('The paper at {0} is not in the library; add it and import again.', source.slice(0, 200));
}
