import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { editNote } from '../../src/core/notes/editNote';
import type { Note } from '../../src/core/notes/note';
import { type NoteChange, applyChange, sameNote } from '../../src/core/notes/noteChange';
import { noteTemplate } from '../../src/core/notes/noteTemplate';
import { parseNote } from '../../src/core/notes/parseNote';
import { type Scenario, highlightAt, random } from './scenario';
import { localized } from '../../src/core/base/localization';

const words =
  'we show that large models learn from small data and keep what they learn for long while others forget'.split(
    ' ',
  );
const tagNames = [
  'agents',
  'alignment',
  'audio',
  'bias',
  'data',
  'eval',
  'graphs',
  'memory',
  'robots',
  'speech',
  'theory',
  'video',
  'vision',
];

interface Case {
  readonly id: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** The contents of both sides together. */
  readonly both: Note;
}

/** Draws notes and edits. */
class Draw {
  constructor(readonly next: () => number) {}

  integer(below: number): number {
    return Math.floor(this.next() * below);
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[this.integer(items.length)];
  }

  /** Takes one item out of `items`. */
  take<T>(items: T[]): T | undefined {
    return items.splice(this.integer(items.length), 1)[0];
  }
}

/** The parts that the two sides may still edit, so that they edit different ones. */
interface Room {
  readonly freshTags: string[];
  readonly tags: string[];
  readonly highlights: string[];
  readonly places: number[];
  readonly paragraphs: number[];
}

const abstract = Array.from({ length: 12 }, () => words.join(' ')).join(' ');

function baseNote(id: string, draw: Draw): string {
  const tags = tagNames.filter(() => draw.next() < 0.35);
  const places = Array.from({ length: 3 + draw.integer(6) }, () => draw.integer(abstract.length - 10));
  const highlights = places.map((place, index) => ({
    ...highlightAt(`base${index}`, place, draw.next() < 0.5 ? '' : `comment ${index}`),
    quote: abstract.slice(place, place + 5),
  }));
  const body = Array.from(
    { length: 4 + draw.integer(6) },
    (_, index) => `Paragraph ${index} says something.\n`,
  );
  const template = noteTemplate({ id, title: 'A title: of a paper', abstract });
  return must(editNote(template, id, { addTags: tags, addHighlights: highlights, body: body.join('\n') }));
}

function must(result: ReturnType<typeof editNote>): string {
  if (!result.ok) throw new Error(localized(result.error.message));
  return result.value;
}

/** One edit as the reader or an editor makes it, of a part that no other edit changes. */
function edit(text: string, id: string, side: string, draw: Draw, room: Room): string {
  const kinds: (() => NoteChange | string | undefined)[] = [
    () => tagChange(draw.take(room.freshTags), 'addTags'),
    () => tagChange(draw.take(room.tags), 'removeTags'),
    () => {
      const place = draw.take(room.places);
      return place === undefined
        ? undefined
        : { addHighlights: [highlightAt(`${side}${place}`, place, 'new')] };
    },
    () => highlightChange(draw.take(room.highlights), (one) => ({ removeHighlights: [one] })),
    () =>
      highlightChange(draw.take(room.highlights), (one) => ({
        editHighlights: [{ id: one, set: { comment: `by ${side}` } }],
      })),
    () =>
      highlightChange(draw.take(room.highlights), (one) => ({
        editHighlights: [{ id: one, set: { color: 'pink' } }],
      })),
    () =>
      highlightChange(draw.take(room.highlights), (one) => ({
        editHighlights: [{ id: one, set: { tags: ['data', side] } }],
      })),
    () => {
      const at = draw.take(room.paragraphs);
      return at === undefined
        ? undefined
        : text.replace(`Paragraph ${at} says something`, `Paragraph ${at} by ${side}`);
    },
  ];
  const change = draw.pick(kinds)?.();
  if (change === undefined) return edit(text, id, side, draw, room);
  return typeof change === 'string' ? change : must(editNote(text, id, change));
}

function tagChange(tag: string | undefined, key: 'addTags' | 'removeTags'): NoteChange | undefined {
  return tag === undefined ? undefined : { [key]: [tag] };
}

function highlightChange(id: string | undefined, change: (id: string) => NoteChange): NoteChange | undefined {
  return id === undefined ? undefined : change(id);
}

function makeCase(index: number, draw: Draw): Case {
  const id = `case-${index}`;
  const base = baseNote(id, draw);
  const { note } = parseNote(base, id);
  const room: Room = {
    freshTags: tagNames.filter((tag) => !note.tags.includes(tag)),
    tags: [...note.tags],
    highlights: note.highlights.map((highlight) => highlight.id),
    places: Array.from({ length: 6 }, () => draw.integer(abstract.length - 10)),
    paragraphs: [...note.body.matchAll(/Paragraph (\d+)/g)].map((match) => Number(match[1])),
  };
  const ours = edit(base, id, 'ours', draw, room);
  const theirs = edit(base, id, 'theirs', draw, room);
  return { id, base, ours, theirs, both: union(note, parseNote(ours, id).note, parseNote(theirs, id).note) };
}

/** Both sides' edits of one note: they never concern the same thing. */
function union(base: Note, ours: Note, theirs: Note): Note {
  const removedTags = base.tags.filter((tag) => !ours.tags.includes(tag));
  const mine = new Map(ours.highlights.map((one) => [one.id, one]));
  const theirIds = new Set(theirs.highlights.map(({ id }) => id));
  const merged = applyChange(theirs, {
    addTags: ours.tags.filter((tag) => !base.tags.includes(tag)),
    removeTags: removedTags,
    removeHighlights: base.highlights.map(({ id }) => id).filter((id) => !mine.has(id)),
    addHighlights: ours.highlights.filter(
      ({ id }) => !theirIds.has(id) && !base.highlights.some((one) => one.id === id),
    ),
    editHighlights: base.highlights.flatMap((was) => {
      const one = mine.get(was.id);
      return one && one !== was && JSON.stringify(one) !== JSON.stringify(was)
        ? [{ id: was.id, set: { comment: one.comment, color: one.color, tags: one.tags } }]
        : [];
    }),
  });
  const [b, o, t] = [base, ours, theirs].map(({ body }) => body.split('\n')) as [
    string[],
    string[],
    string[],
  ];
  return { ...merged, body: b.map((line, index) => (o[index] === line ? t[index] : o[index])).join('\n') };
}

function git(folder: string, ...args: string[]): string {
  const result = spawnSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@localhost', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' },
  });
  if (result.error) throw result.error;
  return result.stdout;
}

export const gitMerge: Scenario = {
  name: 'disjoint edits on two git branches',
  async run(bench) {
    await mkdir(bench.folder, { recursive: true });
    const draw = new Draw(random(6));
    const cases = Array.from({ length: bench.short ? 60 : 200 }, (_, index) => makeCase(index, draw));
    const commit = async (branch: string, side: 'base' | 'ours' | 'theirs'): Promise<void> => {
      for (const one of cases) await writeFile(join(bench.folder, `${one.id}.md`), one[side]);
      git(bench.folder, 'add', '.');
      git(bench.folder, 'commit', '-qm', branch);
    };
    git(bench.folder, 'init', '-q', '-b', 'main');
    await commit('main', 'base');
    git(bench.folder, 'checkout', '-q', '-b', 'theirs');
    await commit('theirs', 'theirs');
    git(bench.folder, 'checkout', '-q', 'main');
    await commit('ours', 'ours');
    git(bench.folder, 'merge', '-q', 'theirs');
    const conflicts = new Set(
      git(bench.folder, 'diff', '--name-only', '--diff-filter=U').split('\n').filter(Boolean),
    );
    for (const { id, both } of cases) {
      const { note, error: fault } = parseNote(await readFile(join(bench.folder, `${id}.md`), 'utf8'), id);
      // A conflict is shown to the person; a merge that git considers clean must have lost nothing.
      if (conflicts.has(`${id}.md`)) assert.equal(fault?.kind, 'conflict-markers', id);
      else assert.ok(!fault && sameNote(note, both), `${id} lost something in a merge without conflict`);
    }
    const clean = cases.length - conflicts.size;
    bench.say(
      `${clean} of ${cases.length} merge without conflict (${((100 * clean) / cases.length).toFixed(1)} %), 0 lose anything silently`,
    );
    assert.ok(clean >= 0.95 * cases.length, 'fewer than 95 % merge without conflict');
  },
};
