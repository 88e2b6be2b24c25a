import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { indexedPng } from './indexedPng';
import { root } from './paths';
import type { Workbench } from './workbench';

const contentsFile = join(root, 'test/fixtures/pictures.json');

/** The contents of a picture that do not depend on fonts. */
interface Contents {
  readonly views: readonly string[];
  readonly tabs: readonly string[];
  /** Names of the icons at the right of the tabs. */
  readonly toolbar: readonly string[];
  /** Headings and buttons of the reader's page. */
  readonly reader: readonly string[];
}

/**
 * Takes a picture for the README, and fails if the one in `media/` shows other views, tabs, buttons or headings.
 * `UPDATE_PICTURES=1 npm test -- ui` replaces that one.
 */
export async function takePicture(workbench: Workbench, name: string): Promise<void> {
  const picture = await workbench.screenshot(`picture-${name}`);
  const contents = await contentsOf(workbench);
  if (process.env['UPDATE_PICTURES'] !== undefined) {
    await writeFile(join(root, `media/${name}.png`), await indexedPng(await readFile(picture)));
    const others = await storedContents();
    await writeFile(contentsFile, `${JSON.stringify({ ...others, [name]: contents }, null, 2)}\n`);
    return;
  }
  const all = await storedContents();
  assert.deepEqual(contents, all[name], `media/${name}.png is stale: take it again with UPDATE_PICTURES=1`);
}

async function storedContents(): Promise<Record<string, Contents>> {
  return JSON.parse(await readFile(contentsFile, 'utf8')) as Record<string, Contents>;
}

async function contentsOf(workbench: Workbench): Promise<Contents> {
  const { page } = workbench;
  const hasReader = (await page.locator('iframe.webview.ready:visible').count()) > 0;
  const views = await namesOf(page.locator('.part.sidebar .pane-header h3.title'));
  const buttons = await namesOf(page.locator('.editor-actions .action-label[role="button"]'));
  return {
    // Searches is visible only while it lists something, and Go Back only after another paper: both depend on earlier suites.
    views: views.filter((name) => name !== 'Searches'),
    tabs: await workbench.editorTabs(),
    toolbar: buttons.filter((name) => name !== 'Go Back in the Reader'),
    reader: hasReader ? await namesOf(workbench.readerFrame().locator('h1, h2, button:visible')) : [],
  };
}

/** The labels, or else the texts, of visible elements, without keys, which differ between systems. */
async function namesOf(elements: Locator): Promise<string[]> {
  const names = await elements.evaluateAll((all) =>
    all
      .filter((one) => {
        const { bottom } = one.getBoundingClientRect();
        return bottom > 0 && bottom < innerHeight;
      })
      .map((one) => one.getAttribute('aria-label') ?? one.textContent),
  );
  return names.map((name) => name.replace(/ \([^)]*\)$|\s*\([^)]*\)\n.*$/su, ''));
}
