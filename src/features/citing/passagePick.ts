import * as vscode from 'vscode';
import { supportedColor } from '../../core/highlights/highlightFilter';
import type { Passage } from '../../core/passages/passageIndex';
import type { PaperId } from '../../core/library/paper';
import { collapseWhitespace } from '../../core/text/collapseWhitespace';
import { listAsTyped } from '../../platform/vscode/ui/listAsTyped';
import { plainRow } from '../../platform/vscode/ui/plainRow';
import { plainQuote, plainTitle } from '../../services/search/plainText';
import type { Services } from '../../services/services';

type PassagePickServices = Pick<Services, 'passages' | 'state' | 'reporter'>;

/** An action on a passage. The first runs on Enter, the others are buttons of the row. */
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
export function pickPassage(
  services: PassagePickServices,
  title: string,
  [main, ...others]: readonly [PassageAction, ...PassageAction[]],
): void {
  const pick = vscode.window.createQuickPick<PassageRow>();
  const buttons = others.map(({ icon, title: tooltip, run }) => ({
    run,
    button: { iconPath: new vscode.ThemeIcon(icon), tooltip },
  }));
  const run = (work: Promise<void>): void => services.reporter.watch(work);
  pick.title = title;
  pick.placeholder = 'Search your highlights and notes; color:green or tag:method limit them';
  pick.matchOnDetail = true;
  pick.onDidAccept(() => {
    const passage = pick.activeItems[0]?.passage;
    if (!passage) return;
    pick.hide();
    run(main.run(passage));
  });
  pick.onDidTriggerItemButton(({ item, button }) => {
    const chosen = buttons.find((one) => one.button === button);
    if (!chosen || !item.passage) return;
    pick.hide();
    run(chosen.run(item.passage));
  });
  listAsTyped(pick, {
    find: async (value) => {
      const { words, filter } = filterOf(value);
      const passages = await services.passages.find(words, shown, filter);
      return rowsOf(
        services,
        passages,
        buttons.map(({ button }) => button),
      );
    },
    show: (rows) => {
      pick.items = rows;
      const first = rows.find(({ passage }) => passage);
      if (first) pick.activeItems = [first];
    },
    report: (error) => services.reporter.report(error),
  });
  pick.onDidHide(() => pick.dispose());
  pick.show();
}

/** `color:` and `tag:` in what is typed, and the other words. */
function filterOf(value: string): {
  readonly words: string;
  readonly filter: { readonly color?: string; readonly tag?: string };
} {
  const color = /(?:^|\s)colou?r:(\S+)/iu.exec(value)?.[1]?.toLowerCase();
  const tag = /(?:^|\s)tag:#?(\S+)/iu.exec(value)?.[1];
  const words = value.replace(/(?:^|\s)(?:colou?r|tag):\S*/giu, ' ');
  return { words, filter: { ...(color !== undefined && { color }), ...(tag !== undefined && { tag }) } };
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
      label: 'No passage matches',
      detail: 'Highlight words in the reader, or write into a note: they are found here.',
      alwaysShow: true,
    }),
  ];
}

function rowOf(passage: Passage, buttons: readonly vscode.QuickInputButton[]): PassageRow {
  const { highlightId, text, comment = '', color = '', tags } = passage;
  const words = collapseWhitespace(highlightId === undefined ? text : plainQuote(text));
  const kind = highlightId === undefined ? 'note' : supportedColor(color);
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
