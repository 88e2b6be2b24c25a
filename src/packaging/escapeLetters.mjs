import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes the letters of programs that are not ASCII as escapes. Esbuild leaves them in regular expressions and in `String.raw`,
 * and one letter beyond Latin-1 makes V8 keep all of a file in two bytes a letter: a megabyte more for each process.
 * Only sources of regular expressions may therefore be in `String.raw` with such letters.
 *
 * @param {string} folder its files are changed; files in its subfolders are not
 */
export function escapeLetters(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.c?js$/.test(name)) continue;
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    // After a backslash, the escape of a letter would be read as an escaped backslash and plain letters.
    if (/(?<!\\)(?:\\\\)*\\[^\0-\x7f]/.test(text))
      throw new Error(`${file} has a backslash before a letter that is not ASCII.`);
    const escaped = text.replace(
      /[^\0-\x7f]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    if (escaped !== text) writeFileSync(file, escaped);
  }
}
