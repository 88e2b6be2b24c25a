import type { CopyForm } from '../../core/fulltext/copyBlock';
import type { PaperId } from '../../core/library/paper';
import type { CitedPaperAction, ReadingPlace } from '../../protocol/messages';

/** A request of the page that a feature handles. */
export type ReaderRequest =
  | {
      readonly type:
        | 'editTags'
        | 'openNote'
        | 'refreshDetails'
        | 'readWholePaper'
        | 'restoreWholePaper'
        | 'showReferences';
      readonly paperId: PaperId;
    }
  | ({ readonly type: 'readingPlace'; readonly paperId: PaperId } & ReadingPlace)
  | {
      readonly type: 'wantFigures';
      readonly paperId: PaperId;
      readonly sources: readonly string[];
      readonly isAsked: boolean;
    }
  | { readonly type: 'lookUpReference'; readonly paperId: PaperId; readonly block: number }
  | {
      readonly type: 'citedPaper';
      readonly paperId: PaperId;
      readonly block: number;
      readonly action: CitedPaperAction;
    }
  | {
      readonly type: 'copyBlock';
      readonly paperId: PaperId;
      readonly block: number;
      readonly form: CopyForm;
    }
  | { readonly type: 'quoteInChat'; readonly paperId: PaperId; readonly quote: string }
  | { readonly type: 'addToNote'; readonly paperId: PaperId; readonly text: string }
  | { readonly type: 'openFile'; readonly paperId: PaperId; readonly path: string }
  | { readonly type: 'openPlace'; readonly paperId: PaperId; readonly label: string }
  | { readonly type: 'revealTag'; readonly tag: string };
