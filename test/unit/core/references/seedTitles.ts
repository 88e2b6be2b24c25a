import { readFileSync, readdirSync } from 'node:fs';
import { finish } from '../../../../src/core/base/cooperativeTask';
import { readSource } from '../../../../src/core/importers/formats';

const folder = new URL('../../../../seeds/', import.meta.url);

/** The titles of the packaged digests. */
export function seedTitles(): readonly string[] {
  return readdirSync(folder).flatMap((name) => {
    const text = readFileSync(new URL(name, folder), 'utf8');
    return finish(readSource({ text, name })).days.flatMap(({ papers }) => papers.map(({ title }) => title));
  });
}
