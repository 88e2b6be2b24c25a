import { cp, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
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
}

async function translate(file: string): Promise<void> {
  const english = JSON.parse(await readFile(`${file}.json`, 'utf8')) as Record<string, string>;
  const pseudo = Object.entries(english).map(([key, text]) => [key, pseudoText(text)]);
  await writeFile(`${file}.${pseudoLanguage}.json`, JSON.stringify(Object.fromEntries(pseudo)));
}
