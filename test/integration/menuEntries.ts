import * as vscode from 'vscode';
import { recordedViews, valuesOf } from './recordedViews';
import { holds, keysOf } from './whenClause';

/** An entry of a menu of the manifest. */
export interface Entry {
  readonly command: string;
  readonly when: string;
  readonly group?: string;
}

type Menus = Readonly<Record<string, readonly Entry[]>>;

interface Contributes {
  readonly menus: Menus;
  readonly commands: readonly { readonly command: string }[];
}

function contributes(): Contributes {
  const manifest: unknown = vscode.extensions.getExtension('daily-papers.daily-papers')?.packageJSON;
  return (manifest as { readonly contributes: Contributes }).contributes;
}

/** The menus of the manifest. */
export function menus(): Menus {
  return contributes().menus;
}

/** Context keys that VS Code sets itself in this window. */
const ofWindow: Readonly<Record<string, readonly unknown[]>> = {
  isWeb: [true],
  remoteName: ['test'],
  workspaceFolderCount: [1],
};

/** Whether a clause of the menu of a view has held, with some of the values that its context keys have had. */
export function holdsAtSomeTime(when: string): boolean {
  const valuesOfKey = (key: string): readonly unknown[] =>
    key === 'view' ? recordedViews() : (ofWindow[key] ?? [...new Set([undefined, ...valuesOf(key)])]);
  const states = keysOf(when).reduce<readonly Readonly<Record<string, unknown>>[]>(
    (before, key) => before.flatMap((state) => valuesOfKey(key).map((value) => ({ ...state, [key]: value }))),
    [{}],
  );
  return states.some((state) => holds(when, (key) => state[key]));
}

/** The entries of a menu, by command (without `dailyPapers.`). */
export function commandsOf(menu: string): readonly string[] {
  const commands = (menus()[menu] ?? []).map(({ command }) => command.replace('dailyPapers.', ''));
  return [...new Set(commands)].toSorted();
}

/** Every command as the palette offers it: always where no entry says when. */
export function paletteEntries(): readonly Entry[] {
  const whens = new Map((menus()['commandPalette'] ?? []).map(({ command, when }) => [command, when]));
  return contributes().commands.map(({ command }) => ({ command, when: whens.get(command) ?? 'true' }));
}

/** Whether a clause holds with the context keys of the extension as they are now, and some of VS Code. */
export function holdsNow(when: string, keys: Readonly<Record<string, unknown>>): boolean {
  return holds(when, (key) => keys[key] ?? ofWindow[key]?.[0] ?? valuesOf(key).at(-1));
}
