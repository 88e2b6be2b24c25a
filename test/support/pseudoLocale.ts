import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from './paths';
import { extensionFolder, type ServerFolders } from './server';

/** Windows' identifier of a pseudo-language. VS Code loads its texts like those of any other language. */
export const pseudoLanguage = 'qps-ploc';

const accents: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É' };

/**
 * Translates a text into the pseudo-language: in brackets, with accents, and 40 % longer, as German translations are.
 * Placeholders, icons, code and the targets of links are kept.
 */
export function pseudoText(text: string): string {
  const kept = /\{\d+\}|\$\([\w-]+\)|`[^`]*`|\]\([^)]*\)/gu;
  let result = '';
  let from = 0;
  for (const match of text.matchAll(kept)) {
    result += accented(text.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  // In groups, so that lines can break between them.
  const more = ' ~~~~'.repeat(Math.ceil((text.length * 0.4) / 5));
  return `⟦${result}${accented(text.slice(from))}${more}⟧`;
}

const accented = (text: string): string =>
  text.replaceAll(/[aeiouAE]/gu, (letter) => accents[letter] ?? letter);

/** Installs a copy of this extension that also has its texts in the pseudo-language. */
export async function installPseudoExtension(folders: ServerFolders): Promise<void> {
  const folder = await extensionFolder(folders);
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'media'), join(folder, 'media'), { recursive: true });
  await cp(join(root, 'seeds'), join(folder, 'seeds'), { recursive: true });
  const isPackaged = (file: string): boolean => !file.endsWith('.map') && basename(file) !== 'test';
  await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true, filter: isPackaged });
  const texts = (await readdir(root)).filter((file) => /^package(?:\.nls)?\.json$/u.test(file));
  for (const file of texts) await cp(join(root, file), join(folder, file));
  await translate(join(folder, 'package.nls'));
  await translate(join(folder, 'media/l10n/bundle.l10n'));
  const walkthrough = join(folder, 'media/walkthrough');
  for (const page of (await readdir(walkthrough)).filter((file) => !file.includes('.nls.'))) {
    const words = (await readFile(join(walkthrough, page), 'utf8')).replaceAll(/[|*#-]/gu, ' ');
    const translated = page.replace(/md$/u, `nls.${pseudoLanguage}.md`);
    await writeFile(join(walkthrough, translated), pseudoText(words.replaceAll(/\s+/gu, ' ').trim()));
  }
}

async function translate(file: string): Promise<void> {
  await writeFile(`${file}.${pseudoLanguage}.json`, JSON.stringify(await pseudoCatalogue(`${file}.json`)));
}

/** The texts of a file of English ones, by their keys, in the pseudo-language. */
export async function pseudoCatalogue(file: string): Promise<Readonly<Record<string, string>>> {
  const english = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
  return Object.fromEntries(Object.entries(english).map(([key, text]) => [key, pseudoText(text)]));
}

/** Whether a text has English words outside of what is translated: in the pseudo-language all of these vowels have accents. */
export function hasEnglish(text: string): boolean {
  let rest = text;
  while (/⟦[^⟦⟧]*⟧/u.test(rest)) rest = rest.replaceAll(/⟦[^⟦⟧]*⟧/gu, '');
  return (rest.match(/\p{L}{2,}/gu) ?? []).some((word) => /[aeiou]/u.test(word));
}

/**
 * The English texts and accessible names within an element, which were not translated. `content` is a selector of elements
 * that show the text of papers and users.
 */
export async function englishTexts(below: Locator, content: string): Promise<readonly string[]> {
  const texts = await below.evaluate((root, ignored) => {
    const found = new Set<string>();
    const take = (text: string | null, at: Element): void => {
      const words = text?.trim() ?? '';
      if (!words.includes('⟦') && !at.closest(ignored)) found.add(words);
    };
    for (const at of [root, ...root.querySelectorAll('*')]) {
      if (!at.checkVisibility()) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
        take(at.getAttribute(name), at);
      for (const child of at.childNodes) if (child.nodeType === Node.TEXT_NODE) take(child.textContent, at);
    }
    return [...found];
  }, content);
  return texts.filter(hasEnglish);
}

/**
 * The controls and labels within an element whose text is cut off, or that extend beyond the window. Rows of lists are not
 * checked, because VS Code shortens them with an ellipsis.
 */
export function clippedControls(below: Locator): Promise<readonly string[]> {
  return below.evaluate((root) =>
    [
      ...root.querySelectorAll<HTMLElement>(
        'button, input, summary, label, h2, .hint, .message, .notice, .count, a',
      ),
    ]
      .filter(
        (at) => at.checkVisibility() && !at.closest('.visually-hidden, .fulltext table, .monaco-list-row'),
      )
      .flatMap((at) => {
        const { left, right, width } = at.getBoundingClientRect();
        const isCut = at.scrollWidth > at.clientWidth + 1 && at.clientWidth > 0;
        const isOutside = width > 0 && (right > window.innerWidth + 1 || left < -1);
        const isInline = getComputedStyle(at).display === 'inline';
        if (!isOutside && (isInline || !isCut)) return [];
        return [`${at.tagName.toLowerCase()}.${at.className}: ${at.textContent || at.title}`];
      }),
  );
}
