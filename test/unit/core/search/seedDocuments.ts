import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SearchDocument } from '../../../../src/core/search/searchDocument';
import { root } from '../../../support/paths';

const furniture =
  /^(new|Get trending papers.*|Subscribe|Daily Papers|by.*research community|[A-Z][a-z]{2} \d{1,2})$/;

/** The papers of the packaged digests, each title once: real text to search in. */
export function seedDocuments(): SearchDocument[] {
  const folder = join(root, 'seeds');
  const byTitle = new Map<string, SearchDocument>();
  for (const name of readdirSync(folder).sort()) {
    const lines = readFileSync(join(folder, name), 'utf8')
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '' && !furniture.test(line));
    for (let at = 0; at + 1 < lines.length; at += 2) {
      const [title = '', abstract = ''] = lines.slice(at, at + 2);
      if (!byTitle.has(title)) byTitle.set(title, { id: `p${byTitle.size}`, title, abstract });
    }
  }
  return [...byTitle.values()];
}
