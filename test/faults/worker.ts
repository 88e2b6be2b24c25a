/** A process of its own that writes notes, to be killed, starved of disk or locked out. */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SharedTriageLog } from '../../src/services/triage/sharedTriageLog';
import { updateBibliography } from '../../src/core/citations/bibliography';
import { readImage, replaceFile } from '../../src/platform/node/files/atomicFile';
import { AppendLog } from '../../src/platform/node/files/appendLog';
import { change, highlightAt, openStore, subject } from './scenario';

const [mode, base = '', ...args] = process.argv.slice(2);

/** At once, and before anything else can happen to this process. */
function tell(value: unknown): void {
  writeSync(1, `${JSON.stringify(value)}\n`);
}

/** Adds highlights without end, and tells of each that was saved. */
async function writeForever([id = '', writer = '']: readonly string[]): Promise<void> {
  const store = openStore(base);
  for (let count = 0; ; count += 1) {
    const mark = `${writer}-${count}`;
    await change(
      store,
      { ...subject, id },
      { addHighlights: [highlightAt(mark, count % 30, `comment ${mark}`)] },
    );
    tell(mark);
  }
}

/** Marks papers without end, and tells of each that was saved. */
async function triageForever([writer = '']: readonly string[]): Promise<void> {
  const log = new SharedTriageLog(new AppendLog(base), (error) => tell(String(error)));
  for (let count = 0; ; count += 1) {
    const id = `${writer}-${count}`;
    await log.append([{ id, state: 'read', at: count }]);
    if (count % 20 === 19) await log.compact();
    tell(id);
  }
}

/** Adds entries to a bibliography without end, as often as it takes when another writer was first. */
async function citeForever([writer = '']: readonly string[]): Promise<void> {
  for (let count = 0; ; count += 1) {
    const key = `${writer}n${count}`;
    const paper = {
      id: key,
      title: `On ${key}`,
      abstract: '',
      links: [],
      authors: ['Ada Lovelace'],
      year: 2024,
    };
    for (let isSaved = false; !isSaved;) {
      const image = await readImage(base);
      const text = updateBibliography(new TextDecoder().decode(image?.bytes), [{ paper, key }]);
      isSaved = (await replaceFile(base, new TextEncoder().encode(text), image?.revision)) !== 'changed';
    }
    tell(key);
  }
}

/** Makes edits in several notes that another writer edits too: highlights, their comments, tags and bodies. */
async function interleave([writer = '', edits = '', notes = '']: readonly string[]): Promise<void> {
  const store = openStore(base);
  for (let count = 0; count < Number(edits); count += 1) {
    const of = { ...subject, id: `note-${count % Number(notes)}` };
    const mark = `${writer}-${count}`;
    if (count % 3 === 2) await change(store, of, { addTags: [mark] });
    else await change(store, of, { addHighlights: [highlightAt(mark, count % 30)] });
    if (count % 5 === 0 && count % 3 !== 2) {
      await change(store, of, { editHighlights: [{ id: mark, set: { comment: `said ${mark}` } }] });
    }
  }
  tell('done');
}

/** Tries a change for every line it is given, and tells what came of it. */
async function obey(): Promise<void> {
  const store = openStore(base);
  tell('ready');
  for await (const body of createInterface(process.stdin)) {
    const result = await store.update(subject, { body });
    tell(
      result.ok ? { ok: true } : { ok: false, message: result.error.message, unsaved: result.error.unsaved },
    );
  }
}

const modes = { writeForever, triageForever, citeForever, interleave, obey };
await modes[mode as keyof typeof modes](args);
