// Checks notes while several servers for assistants edit them and are killed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoteStore } from '../../src/core/notes/noteStore';
import { parseNote } from '../../src/core/notes/parseNote';
import { Emitter } from '../../src/core/base/event';
import { NoteFolder } from '../../src/services/node/noteFolder';
import { AssistantFolders, ServerClient } from '../support/assistantServer';
import { sendRubbish } from '../support/rawServer';
import type { Scenario } from './scenario';

const paper = 'robustifying-state-space-models-for-long-sequences-via-appro-45bf8eb6';

function noteText({ workspace }: AssistantFolders): string {
  return readFileSync(join(workspace, '.papers', 'notes', `${paper}.md`), 'utf8');
}

/** Whether a note can be read as one. */
function isWhole(text: string): boolean {
  return parseNote(text, paper).error === undefined;
}

async function withFolders(work: (folders: AssistantFolders) => Promise<void>): Promise<void> {
  const folders = new AssistantFolders();
  try {
    await folders.allow({ readNotes: true, write: true });
    await work(folders);
  } finally {
    folders.dispose();
  }
}

/** Two servers and the store of a window add paragraphs and tags to one note. */
export const editingServers: Scenario = {
  name: 'two servers for assistants and a window edit one note',
  waits: true,
  run: ({ short, ...bench }) =>
    withFolders(async (folders) => {
      const edits = short ? 8 : 334;
      const servers = await Promise.all([ServerClient.start(folders), ServerClient.start(folders)]);
      const files = new NoteFolder(folders.workspace, ['.papers', 'notes']);
      const changes = new Emitter<undefined>();
      const window = new NoteStore({
        onDidChange: changes.event,
        list: () => files.list(),
        read: (name) => files.read(name),
        write: (name, bytes, expected) => files.write(name, bytes, expected),
        remove: (name, expected) => files.remove(name, expected),
      });
      const subject = { id: paper, title: 'Robustifying', abstract: '' };
      const editors: readonly ((edit: number) => Promise<void>)[] = [
        ...servers.map((server, at) => async (edit: number) => {
          const input = {
            id: paper,
            appendToNote: `editor ${at} edit ${edit}.`,
            addTags: [`e${at}/${edit}`],
          };
          assert.match(await server.call('annotate', input), /added/u);
        }),
        async (edit) => {
          const change = { appendBody: `editor 2 edit ${edit}.`, addTags: [`e2/${edit}`] };
          const saved = await window.update(subject, change);
          assert.ok(saved.ok, JSON.stringify(saved));
        },
      ];
      await Promise.all(
        editors.map(async (edit) => {
          for (let count = 0; count < edits; count += 1) await edit(count);
        }),
      );
      await Promise.all(servers.map((server) => server.stop()));
      window.dispose();
      const text = noteText(folders);
      assert.ok(isWhole(text));
      const all = editors.flatMap((_, at) =>
        Array.from({ length: edits }, (__, edit) => [at, edit] as const),
      );
      const lost = all.filter(
        ([at, edit]) => !text.includes(`editor ${at} edit ${edit}.`) || !text.includes(`e${at}/${edit}`),
      );
      assert.deepEqual(lost, []);
      bench.say(`${all.length} edits, none lost`);
    }),
};

/** A server is killed while it writes, again and again. */
export const killedServers: Scenario = {
  name: 'servers for assistants are killed while they annotate',
  waits: true,
  run: ({ short, ...bench }) =>
    withFolders(async (folders) => {
      const kills = short ? 2 : 200;
      const kept: string[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        const server = await ServerClient.start(folders);
        const pid = server.transport.pid ?? 0;
        for (let edit = 0; ; edit += 1) {
          const text = `kill ${kill} edit ${edit}.`;
          const answer = await server
            .call('annotate', { id: paper, appendToNote: text })
            .catch(() => undefined);
          if (answer === undefined) break;
          assert.match(answer, /added/u);
          kept.push(text);
          // At another moment of the next edit each time.
          if (edit === 0) setTimeout(() => process.kill(pid, 'SIGKILL'), (kill * 7) % 60);
        }
        await server.stop();
      }
      const after = await ServerClient.start(folders);
      assert.match(await after.call('annotate', { id: paper, appendToNote: 'the last.' }), /added/u);
      await after.stop();
      const text = noteText(folders);
      assert.ok(isWhole(text) && text.includes('the last.'));
      assert.deepEqual(
        kept.filter((one) => !text.includes(one)),
        [],
      );
      bench.say(`${kills} kills, ${kept.length} edits that were confirmed, none lost, the note whole`);
    }),
};

/** A client sends random messages. The short form is a unit test of the server. */
export const fuzzedServer: Scenario = {
  name: 'a server for assistants is sent rubbish',
  waits: true,
  isFullOnly: true,
  run: (bench) =>
    withFolders(async (folders) => {
      bench.say(`${await sendRubbish(folders, 10_000)} messages, the output pure, no crash`);
    }),
};
