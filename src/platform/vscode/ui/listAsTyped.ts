import type * as vscode from 'vscode';
import { keepOrder } from './keepOrder';

interface ListAsTypedOptions<Row> {
  /** Finds the rows for a text; each should have `alwaysShow`, or VS Code filters them again. */
  readonly find: (value: string) => Promise<readonly Row[]>;
  /** Shows the rows; by default they replace those of before. */
  readonly show?: (rows: readonly Row[]) => void;
  readonly report: (error: unknown) => void;
}

/**
 * Lists in a quick pick what is found for the text in its box, now and as the person types, in the order found. Rows that
 * arrive after a later keystroke, or once the pick is hidden, are dropped.
 */
export function listAsTyped<Row extends vscode.QuickPickItem>(
  pick: vscode.QuickPick<Row>,
  { find, show = (rows) => (pick.items = rows), report }: ListAsTypedOptions<Row>,
): void {
  let last = 0;
  const list = async (value: string): Promise<void> => {
    const request = ++last;
    pick.busy = true;
    try {
      const rows = await find(value);
      if (request === last) show(rows);
    } finally {
      if (request === last) pick.busy = false;
    }
  };
  const start = (value: string): void => void list(value).catch(report);
  keepOrder(pick);
  pick.onDidChangeValue(start);
  pick.onDidHide(() => (last = -1));
  start(pick.value);
}
