import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, FrameLocator, Locator, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { eventually, patience } from './eventually';
import { problemsIn, recordConsole } from './logs';
import { resultsFolder, root } from './paths';
import { installPseudoExtension, pseudoLanguage, pseudoText } from './pseudoLocale';
import { QuickPick } from './quickPick';
import {
  installHelper,
  linkBuiltIn,
  linkExtension,
  quietSettings,
  startServer,
  workbenchAddress,
  writeMachineSettings,
  writeSettings,
} from './server';
import type { Server, ServerFolders } from './server';
import { serveWithoutServer } from './serverless';
import { newest, type Release } from './versions';
import { type Theme, themeMarks } from './themes';
import { View, viewsAtFirst } from './view';
import { fetchVSCode } from './vscode';

export interface WorkbenchOptions {
  /** The VS Code to open; the newest when left out. */
  readonly release?: Release;
  /** The folder to open a copy of; the sample workspace when left out, no folder when `undefined`. */
  readonly folder?: string | undefined;
  /** A `.code-workspace` file in the folder, to open instead of it. */
  readonly workspaceFile?: string;
  /** Changes the copy of the folder before VS Code opens it. */
  readonly prepare?: (folder: string) => Promise<void>;
  /** User settings beside those that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Settings of the machine, which a folder cannot change. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Whether VS Code asks for trust in the folder. */
  readonly askForTrust?: boolean;
  /** Whether VS Code has all that it brings along, as for a measurement, or what this extension can meet. */
  readonly allBuiltIn?: boolean;
  /** Whether the window opens as that of `npm start` does for the first time. */
  readonly isFirstStart?: boolean;
  /** Whether the chat has a language model, once it is enabled. */
  readonly hasModel?: boolean;
  /** Whether the extension is shown in the pseudo-language, while VS Code is in English. */
  readonly isPseudo?: boolean;
  /** The folder of installed extensions; one with a link to this repository when left out. */
  readonly extensionsFolder?: string;
}

/** All open workbenches, to be closed at the end of a run; they share the browser. */
const open = new Set<Workbench>();
let browser: Promise<Browser> | undefined;
let shared: Promise<Workbench> | undefined;

/**
 * The window of the suites in test/ui/oneWindow, opened for the first of them. A suite finds the marks, days and notes of
 * the suites before it, but none of their editors, messages and open rows. The end of the run closes it.
 */
export async function sharedWorkbench(viewport = usualViewport): Promise<Workbench> {
  if (shared === undefined) return (shared = openWorkbench({ viewport, hasModel: true }));
  const workbench = await shared;
  await workbench.page.setViewportSize(viewport);
  await workbench.tidy();
  return workbench;
}

/** Opens VS Code with this extension, on a new user folder and a new copy of a workspace folder. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const run = await mkdtemp(join(tmpdir(), 'papers-'));
  const folders = {
    user: join(run, 'user'),
    extensions: options.extensionsFolder ?? join(run, 'extensions'),
  };
  const source = 'folder' in options ? options.folder : join(root, 'test/fixtures/sample-workspace');
  const folder = source === undefined ? undefined : await copyFolder(source, run, options);
  await prepareExtensions(folders, options);
  const theme = options.theme ?? 'Visual Studio Dark';
  await writeSettings(folders, { ...quietSettings, 'workbench.colorTheme': theme, ...options.settings });
  if (options.machineSettings) await writeMachineSettings(folders, options.machineSettings);
  const vscode = await fetchVSCode(options.release ?? newest);
  const server = await startServer(vscode, folders, {
    args: [
      ...(options.allBuiltIn === true
        ? []
        : ['--builtin-extensions-dir', await linkBuiltIn(vscode, join(run, 'built-in'))]),
      '--enable-remote-auto-shutdown',
      ...(options.askForTrust === true ? [] : ['--disable-workspace-trust']),
    ],
  });
  const page = await openPage(options.viewport);
  recordConsole(page, folders.user);
  const workbench = new Workbench(page, folder, run, server, await useLanguage(page, options));
  open.add(workbench);
  const { workspaceFile } = options;
  const file = folder !== undefined && workspaceFile !== undefined ? join(folder, workspaceFile) : undefined;
  await page.goto(workbenchAddress(server, file ?? folder));
  await workbench.ready();
  return workbench;
}

/**
 * Opens VS Code for the Web without a server, with this extension and no folder, in a new browser context.
 * Its tabs share the browser's storage; see {@link Workbench.openTab}.
 */
export async function openServerless(release = newest): Promise<Workbench> {
  const run = await mkdtemp(join(tmpdir(), 'papers-'));
  const { origin, stop } = await serveWithoutServer(await fetchVSCode(release));
  const page = await openPage();
  const server = {
    origin,
    port: Number(new URL(origin).port),
    ended: new Promise<void>(() => undefined),
    stop,
  };
  const workbench = new Workbench(page, undefined, run, server, 'Papers');
  open.add(workbench);
  await mkdir(join(run, 'user'));
  // A separate log, whose errors fail no test unless they are ours: VS Code reports its missing server there.
  recordConsole(page, join(run, 'user'), 'serverless-console.log');
  await page.goto(origin);
  await workbench.ready();
  return workbench;
}

async function prepareExtensions(
  folders: ServerFolders,
  { isPseudo, extensionsFolder, isFirstStart, hasModel }: WorkbenchOptions,
): Promise<void> {
  if (isPseudo === true) await installPseudoExtension(folders);
  else if (extensionsFolder === undefined) await linkExtension(folders);
  if (isFirstStart === true) await installHelper(folders, 'firstStart');
  if (hasModel === true) await installHelper(folders, 'fakeModel');
}

/** Sets the language of a page before it is opened, and returns the title of the view container in it. */
async function useLanguage(page: Page, { isPseudo }: WorkbenchOptions): Promise<string> {
  if (isPseudo !== true) return 'Papers';
  await page.addInitScript({ content: `globalThis._VSCODE_NLS_LANGUAGE = '${pseudoLanguage}'` });
  return pseudoText('Papers');
}

async function copyFolder(source: string, run: string, { prepare }: WorkbenchOptions): Promise<string> {
  const folder = join(run, 'workspace');
  await cp(source, folder, { recursive: true });
  await prepare?.(folder);
  return folder;
}

const usualViewport = { width: 1280, height: 800 };

/** A page in a browser context of its own: nothing is kept from one to the next. */
export async function openPage(viewport = usualViewport): Promise<Page> {
  browser ??= launchBrowser();
  const context = await (
    await browser
  ).newContext({ viewport, permissions: ['clipboard-read', 'clipboard-write'], reducedMotion: 'reduce' });
  // tsx marks functions with a helper of its own, which those sent into the page would lack.
  await context.addInitScript({ content: 'globalThis.__name = (value) => value' });
  await context.addInitScript(stopAnimations);
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  return page;
}

/** Stops the animations of the workbench, not of the reader. VS Code fades scroll bars even if motion is reduced, and drawing that takes time. */
function stopAnimations(): void {
  if (window !== window.top) return;
  const style = new CSSStyleSheet();
  style.replaceSync('*, ::before, ::after { animation: none !important; transition: none !important }');
  document.adoptedStyleSheets.push(style);
}

declare global {
  /** In the page: the button that the last click has pressed since {@link watchPressed}; empty if it pressed none. */
  var pressedButton: string | undefined;
}

/** If VS Code redraws or moves a button between press and release, the click goes to the element around the button. */
function watchPressed(): void {
  globalThis.pressedButton = '';
  const notice = ({ target }: Event): void => {
    const button = target instanceof Element ? target.closest('[role="button"]') : null;
    globalThis.pressedButton = button?.textContent.trim() ?? '';
  };
  document.addEventListener('click', notice, { capture: true, once: true });
}

/** Pictures of all open workbenches, into the folder of screenshots. */
export async function photographAll(name: string): Promise<void> {
  await Promise.all([...open].map((workbench) => workbench.screenshot(name)));
}

/** Closes what tests left open, and the browser. */
export async function closeAll(): Promise<void> {
  await Promise.all([...open].map((workbench) => workbench.close()));
  shared = undefined;
  await (await browser)?.close();
  browser = undefined;
}

export { eventually };

/** VS Code as a person sees it. Locators wait until what they name is there. */
export class Workbench {
  readonly quickPick: QuickPick;

  constructor(
    readonly page: Page,
    /** The workspace folder: a copy, free to be changed. */
    readonly folder: string | undefined,
    private readonly run: string,
    private readonly server: Server,
    /** The title of the view container. */
    private readonly container = 'Papers',
  ) {
    this.quickPick = new QuickPick(page);
  }

  /** Where VS Code keeps user data, `User/globalStorage` among them. */
  get userFolder(): string {
    return join(this.run, 'user');
  }

  /** Waits until VS Code shows what the extension contributes. */
  async ready(): Promise<void> {
    await this.activity(this.container).waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its full title ("Papers: Search") through the palette. */
  async runCommand(title: string): Promise<void> {
    await eventually(async () => {
      // VS Code closes the palette again where it gives the focus back to an editor, as after a notification.
      if (!(await this.quickPick.isPalette())) {
        await this.closeBox();
        await this.page.keyboard.press('F1');
        // A reader that is just opening may take the key.
        await this.quickPick.input.waitFor({ timeout: 1500 });
      }
      await this.quickPick.input.fill(`>${title}`, { timeout: 3000 });
      try {
        await this.quickPick.row(title).click({ timeout: 5000 });
      } catch (error) {
        // The palette lists the commands that were enabled when it was opened, so it has to be opened again.
        await this.closeBox();
        throw error;
      }
    });
  }

  /**
   * Runs a command and answers its input boxes. Starts again if VS Code closes the box: it gives the focus back
   * to an editor late, as after a message or while a reader opens.
   */
  async ask(title: string, answer: (workbench: Workbench) => Promise<void>): Promise<void> {
    await eventually(async () => {
      await this.closeBox();
      await this.runCommand(title);
      await answer(this);
    });
  }

  /** Closes the quick pick or input box that is open, if one is. */
  async closeBox(): Promise<void> {
    if (!(await this.quickPick.box.isVisible())) return;
    await this.page.keyboard.press('Escape');
    await this.quickPick.box.waitFor({ state: 'hidden', timeout: 3000 });
  }

  /** Gives the paper that is open a tag. */
  async addTag(tag: string): Promise<void> {
    await this.ask('Papers: Edit Tags…', async ({ quickPick, page }) => {
      await quickPick.fill('Tags:', tag);
      await quickPick.row(tag).waitFor({ timeout: 3000 });
      await page.keyboard.press('Enter');
    });
  }

  /** Types a query into Papers: Search, which is opened where it is not yet. */
  async search(query: string): Promise<void> {
    // A reader that is just opening may take the key, or the focus from the box, which then goes away.
    await eventually(async () => {
      const { input } = this.quickPick;
      // A box that has this query already does not search again, so its rows may be out of date.
      if ((await input.isVisible()) && (await input.inputValue()) === query)
        await this.page.keyboard.press('Escape');
      if (!(await input.isVisible())) await this.page.keyboard.press('Control+Alt+p');
      await this.quickPick.box.getByText(/^Search [\d,]+ papers of [\d,]+ days/).waitFor({ timeout: 3000 });
      await input.fill(query, { timeout: 3000 });
      assert.equal(await input.inputValue(), query);
    });
  }

  /** A view container in the activity bar: its icon, with the badge that lies on it. */
  activity(name: string): Locator {
    const icon = this.page.locator(`.action-label[aria-label^="${name}"]`);
    return this.page.locator('.activitybar .action-item', { has: icon });
  }

  /** The number on the icon of a view container, or an empty text. */
  async badge(name: string): Promise<string> {
    const badge = this.activity(name).locator('.badge-content');
    return (await badge.count()) > 0 ? ((await badge.textContent()) ?? '') : '';
  }

  /** Shows the view container "Papers" in the sidebar. */
  async showPapers(): Promise<void> {
    const shown = this.page.locator('.part.sidebar .composite.title', { hasText: this.container });
    await eventually(async () => {
      // Where VS Code restores the sidebar meanwhile, this click hides it again, and the next one shows it.
      if (!(await shown.isVisible())) await this.activity(this.container).click();
      await shown.waitFor({ timeout: 3000 });
    });
  }

  /** Drags the edge of the sidebar until it has the given width in pixels. */
  async resizeSidebar(width: number): Promise<void> {
    const { mouse } = this.page;
    const sidebar = this.page.locator('.part.sidebar');
    const box = await sidebar.boundingBox();
    if (!box) throw new Error('The sidebar is not shown.');
    const edge = box.x + box.width;
    await mouse.move(edge, 400);
    await mouse.down();
    await mouse.move(box.x + width, 400, { steps: 5 });
    await mouse.up();
    await mouse.move(edge, 20);
    await eventually(async () => assert.equal((await sidebar.boundingBox())?.width, width));
  }

  /** Types a path into the file dialog with this heading, and accepts it. `entry` is a name that its folder lists. */
  async fileDialog(heading: string, entry: string, path: string): Promise<void> {
    await this.quickPick.box.getByText(heading).waitFor();
    // The dialog puts the folder in itself, once it has listed it, over what was typed before.
    await this.quickPick.row(entry).waitFor();
    await this.quickPick.type(path);
    await this.page.keyboard.press('Enter');
  }

  /** Opens the context menu of `target` and chooses an item of it. */
  async contextMenu(target: Locator, label: string): Promise<void> {
    const item = this.page.locator('.context-view .action-label', { hasText: label });
    // Focus that comes back late closes a menu too.
    await eventually(async () => {
      if (!(await item.isVisible())) await target.click({ button: 'right' });
      await item.waitFor({ timeout: 3000 });
    });
    // A menu takes no click just after it opened.
    await eventually(async () => {
      if (await item.isVisible()) await item.click();
      await item.waitFor({ state: 'hidden', timeout: 500 });
    });
  }

  /** A view of the sidebar by its title. */
  view(title: string): View {
    return new View(this.page, title);
  }

  /** The titles of the tabs of all editor groups, from left to right. */
  editorTabs(): Promise<string[]> {
    return this.page.locator('[id="workbench.parts.editor"] .tab .label-name').allTextContents();
  }

  /** The tab of an editor; `.preview` is one of its classes while the editor is a preview. */
  tab(title: string): Locator {
    return this.page.locator('[id="workbench.parts.editor"] .tab', {
      has: this.page.locator('.label-name').getByText(title, { exact: true }),
    });
  }

  /** The document of the reader that is shown, or of the one at `index` where several are. */
  readerFrame(index = 0): FrameLocator {
    return this.readers.nth(index).contentFrame().locator('iframe#active-frame').contentFrame();
  }

  private get readers(): Locator {
    return this.page.locator('iframe.webview.ready[src*="extensionId=daily-papers.daily-papers"]:visible');
  }

  /** The messages that hold a text, in the corner or in the list of all. */
  toast(text: string | RegExp): Locator {
    return this.page
      .locator('.notification-toast, .notifications-center .notification-list-item', { hasText: text })
      .first();
  }

  /**
   * Waits for a message that holds a text, and returns it. Of more than three messages within 0.8 s VS Code shows
   * some in the list of all messages alone, so that the list is opened where the corner stays without it.
   */
  async message(text: string | RegExp): Promise<Locator> {
    const message = this.toast(text);
    await eventually(async () => {
      try {
        await message.waitFor({ timeout: 1500 });
      } catch (error) {
        await this.runCommand('Notifications: Show Notifications');
        throw error;
      }
    });
    return message;
  }

  /** Waits for a message that holds a text, and presses a button of it. */
  async pressInMessage(text: string | RegExp, button: string): Promise<void> {
    // A message may leave the corner for the list of all in between.
    await eventually(async () => {
      const message = await this.message(text);
      await this.page.evaluate(watchPressed);
      await message.getByRole('button', { name: button }).click({ timeout: 3000 });
      // The variable is undefined if the button reloaded the page.
      const pressed = await this.page.evaluate(() => globalThis.pressedButton).catch(() => undefined);
      assert.ok(pressed?.includes(button) ?? true);
    });
  }

  /** The modal dialog. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  /**
   * Clicks the row of a paper, and waits until the reader shows the paper and the row has the keyboard. A second click would
   * keep the tab, for a busy machine takes both for a double click.
   */
  async choosePaper(row: Locator, title: string | RegExp): Promise<void> {
    await row.click();
    await this.readerFrame().getByRole('heading', { level: 1, name: title }).waitFor();
    await eventually(async () => {
      const focused = await this.focused();
      assert.match(focused, /^treeitem /u);
      assert.ok(typeof title === 'string' ? focused.includes(title) : title.test(focused), focused);
    });
  }

  /** The focused element, in the page or in the reader: its role, and its label or else its text. */
  async focused(): Promise<string> {
    for (const frame of this.page.frames()) {
      const found = await frame.evaluate(() => {
        const element = document.activeElement;
        if (!document.hasFocus() || element === null || element.tagName === 'IFRAME') return undefined;
        const row = element.querySelector('.monaco-list-row.focused') ?? element;
        const role = row.getAttribute('role') ?? row.tagName.toLowerCase();
        return `${role} ${row.getAttribute('aria-label') ?? row.textContent.trim()}`;
      });
      if (found !== undefined) return found;
    }
    return '';
  }

  /** Takes test-results/screenshots/<name>.png. */
  async screenshot(name: string): Promise<string> {
    const folder = join(resultsFolder, 'screenshots');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  /** Changes the colour theme as a person does: the settings file would be read too late. */
  async setTheme(theme: Theme): Promise<void> {
    const { label, workbench, webview } = themeMarks[theme];
    await this.ask('Preferences: Color Theme', async ({ quickPick }) => {
      await quickPick.input.fill(label, { timeout: 5000 });
      await quickPick.choose(label);
    });
    await this.quickPick.box.waitFor({ state: 'hidden' });
    await this.page.locator(`.monaco-workbench.${workbench}`).waitFor();
    for (let index = 0; index < (await this.readers.count()); index++) {
      await this.readerFrame(index).locator(`body.${webview}`).waitFor();
    }
  }

  /** Reloads the window as the command does, so that VS Code saves its state first. */
  async reload(): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), this.runCommand('Developer: Reload Window')]);
    await this.ready();
  }

  /** Opens a `.code-workspace` file or a folder, itself and no copy, in place of what is open. */
  async openWorkspace(path: string): Promise<void> {
    await this.page.goto(workbenchAddress(this.server, path));
    await this.ready();
  }

  /** The same page in another tab of the same browser, which ends with this one. */
  async openTab(): Promise<Workbench> {
    const page = await this.page.context().newPage();
    page.setDefaultTimeout(patience);
    await page.setViewportSize(this.page.viewportSize() ?? usualViewport);
    await page.goto(this.page.url());
    const tab = new Workbench(page, this.folder, this.run, this.server, this.container);
    await tab.ready();
    return tab;
  }

  /** Closes all editors, messages and boxes, and collapses views and days as at the start, for another suite. */
  async tidy(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.runCommand('View: Close All Editors');
    await this.runCommand('Notifications: Clear All Notifications');
    await this.showPapers();
    for (const [title, expanded] of Object.entries(viewsAtFirst)) {
      // Searches and the outline are there only while they list something.
      if ((await this.view(title).pane.count()) > 0) await this.view(title).setExpanded(expanded);
    }
    await this.view('Digests').collapseAll();
  }

  /** Ends this VS Code. It fails when its logs or its consoles hold errors that are ours. */
  async close(): Promise<void> {
    if (!open.delete(this)) return;
    await this.page.context().close();
    await this.server.stop();
    const problems = await problemsIn(this.userFolder);
    await rm(this.run, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    if (problems.length > 0) throw new Error(`VS Code logged errors:\n${problems.join('\n')}`);
  }
}
