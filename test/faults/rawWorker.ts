/** A process of its own that does nothing but save a note, over and over, so that a kill is likely to cut a save. */
import { writeSync } from 'node:fs';
import { NoteFolder } from '../../src/services/node/noteFolder';
import { payload } from './payload';

const [base = '', name = '', from = ''] = process.argv.slice(2);

const folder = new NoteFolder(base, ['.papers', 'notes']);
await folder.list();
const before = await folder.read(name);
let revision = before.ok ? before.value?.revision : undefined;
for (let count = Number(from); ; count += 1) {
  const written = await folder.write(name, payload(count), revision);
  if (!written.ok || written.value === 'changed') throw new Error(JSON.stringify(written));
  revision = written.value.revision;
  writeSync(1, `${count}\n`);
}
