import * as vscode from 'vscode';
import { supportedColor } from '../../core/highlights/highlightFilter';
import type { Passage } from '../../core/passages/notePassages';
import type { PassageFilter } from '../../core/passages/passageIndex';
import type { PaperId } from '../../core/library/paper';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { contextKeys } from '../../platform/vscode/ui/contextKeys.generated';
import { listAsTyped } from '../../platform/vscode/ui/listAsTyped';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { l10n } from '../../platform/vscode/ui/l10n';
import { plainQuote, plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';

type PassagePickServices = Pick<Services, 'passages' | 'state' | 'reporter'>;

/** An action on a passage. */
export interface PassageAction {
  readonly icon: string;
  readonly title: string;
  readonly run: (passage: Passage) => Promise<void>;
}

interface PassageRow extends vscode.QuickPickItem {
  readonly passage?: Passage;
}

const shown = 60;

/** Lists the person's own passages as they type: highlights with their comments, and paragraphs of notes, by paper. */
export class PassagePick {
  readonly #pick = vscode.window.createQuickPick<PassageRow>();

  /**
   * @param main the action of Enter
   * @param other the action of a button of each row and of a second key; undefined if there is only one action
   */
  constructor(
    private readonly services: PassagePickServices,
    title: string,
    main: PassageAction,
    private readonly other: PassageAction | undefined,
  ) {
    const pick = this.#pick;
    const buttons = other ? [{ iconPath: new vscode.ThemeIcon(other.icon), tooltip: other.title }] : [];
    pick.title = title;
    pick.placeholder = l10n.t(
      'Search your highlights and notes; color:green, tag:method or paper:word limit them',
    );
    pick.matchOnDetail = true;
    pick.onDidAccept(() => this.#run(main, pick.activeItems[0]));
    pick.onDidTriggerItemButton(({ item }) => this.#run(other, item));
    listAsTyped(pick, {
      find: async (value) => {
        const { words, filter } = filterOf(value);
        return rowsOf(services, await services.passages.find(words, shown, filter), buttons);
      },
      show: (rows) => {
        pick.items = rows;
        const first = rows.find(({ passage }) => passage);
        if (first) pick.activeItems = [first];
      },
      report: (error) => services.reporter.report(error),
    });
    pick.onDidHide(() => {
      void contextKeys.pickingPassage.set(false);
      pick.dispose();
    });
    pick.show();
    void contextKeys.pickingPassage.set(true);
  }

  /** Runs the second action on the row that has the focus. */
  runOther(): void {
    this.#run(this.other, this.#pick.activeItems[0]);
  }

  #run(action: PassageAction | undefined, row: PassageRow | undefined): void {
    if (!action || !row?.passage) return;
    this.#pick.hide();
    this.services.reporter.watch(action.run(row.passage));
  }
}

/** Splits the typed text into the filters `color:`, `tag:` and `paper:`, and the other words. */
function filterOf(value: string): {
  readonly words: string;
  readonly filter: PassageFilter;
} {
  const color = /(?:^|\s)colou?r:(\S+)/iu.exec(value)?.[1]?.toLowerCase();
  const tag = /(?:^|\s)tag:#?(\S+)/iu.exec(value)?.[1];
  const [, quoted, word] = /(?:^|\s)paper:(?:"([^"]*)"?|(\S+))/iu.exec(value) ?? [];
  const paper = quoted ?? word;
  const words = value.replace(/(?:^|\s)(?:(?:colou?r|tag):\S*|paper:(?:"[^"]*"?|\S*))/giu, ' ');
  return {
    words,
    filter: {
      ...(color !== undefined && { color }),
      ...(tag !== undefined && { tag }),
      ...(paper !== undefined && { paper }),
    },
  };
}

function rowsOf(
  { state }: PassagePickServices,
  passages: readonly Passage[],
  buttons: readonly vscode.QuickInputButton[],
): readonly PassageRow[] {
  const ofPapers = new Map<PaperId, Passage[]>();
  for (const passage of passages) {
    const own = ofPapers.get(passage.paperId);
    if (own) own.push(passage);
    else ofPapers.set(passage.paperId, [passage]);
  }
  const rows = Array.from(ofPapers).flatMap(([id, own]): readonly PassageRow[] => {
    const paper = state.paper(id);
    const heading = { label: paper ? plainTitle(paper) : id, kind: vscode.QuickPickItemKind.Separator };
    return [heading, ...own.map((passage) => rowOf(passage, buttons))];
  });
  if (rows.length > 0) return rows;
  return [
    plainRow({
      label: l10n.t('No passage matches'),
      detail: l10n.t('Highlight words in the reader, or write into a note: they are found here.'),
      alwaysShow: true,
    }),
  ];
}

function rowOf(passage: Passage, buttons: readonly vscode.QuickInputButton[]): PassageRow {
  const { highlightId, text, comment = '', color = '', tags } = passage;
  const words = collapseWhitespace(highlightId === undefined ? text : plainQuote(text));
  const kind = highlightId === undefined ? l10n.t('note') : supportedColor(color);
  const description = [kind, ...tags.map((tag) => `#${tag}`)].join(' · ');
  return plainRow(
    {
      label: words,
      description,
      ...(comment !== '' && { detail: collapseWhitespace(comment) }),
      alwaysShow: true,
      buttons,
      passage,
    },
    highlightId === undefined ? 'note' : 'quote',
  );
}
