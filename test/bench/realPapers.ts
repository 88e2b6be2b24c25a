import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseSource } from '../../src/core/importers/formats';
import { paperWords } from '../../src/core/library/paperWords';
import { renderTexts } from '../../src/core/search/paperTexts';
import type { SearchDocument } from '../../src/core/search/searchDocument';
import { root } from '../support/paths';

/** The papers with an abstract in the packaged digests and in those beside the repository, each title once. */
export function realPapers(): readonly SearchDocument[] {
  const byTitle = new Map<string, SearchDocument>();
  for (const folder of [join(root, 'seeds'), ...foldersIn(join(root, '../shared/digests'))]) {
    for (const name of readdirSync(folder).sort()) {
      const { days } = parseSource({ name, text: readFileSync(join(folder, name), 'utf8') });
      for (const record of days.flatMap(({ papers }) => papers)) {
        const key = record.title.toLowerCase();
        if (record.abstract === '' || byTitle.has(key)) continue;
        byTitle.set(key, renderTexts({ id: `p${byTitle.size}`, ...paperWords(record) }));
      }
    }
  }
  return [...byTitle.values()];
}

function foldersIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const paths = readdirSync(folder).map((name) => join(folder, name));
  return paths.filter((path) => statSync(path).isDirectory());
}
