// The entry that the extension host of Node calls.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureHost } from '../hostFigures';

export async function run(): Promise<void> {
  const results = process.env['DAILY_PAPERS_RESULTS'];
  if (results === undefined) throw new Error('DAILY_PAPERS_RESULTS names no folder.');
  writeFileSync(join(results, 'figures.json'), JSON.stringify(await measureHost()));
}
