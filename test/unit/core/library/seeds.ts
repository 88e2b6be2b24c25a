import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../support/paths';

const folder = join(root, 'seeds');

/** The packaged digests in the order of their file names, as text. */
export const seeds: readonly { readonly name: string; readonly text: string }[] = readdirSync(folder)
  .sort()
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

/** The text of all three, one below the other, as one file with several date headings. */
export const allSeeds = seeds.map(({ text }) => text).join('\n\n');
