import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi, Paper } from '../../src/publicApi';
import { activated, paperTitled, until, workspaceFolder } from './extension';
import { files, testInNode } from './files';

const title = 'Zebra Crossings of Attention';
const key = 'ZebraCrossingsAttention';
const bib = '% by hand\n@book{knuth,\n\ttitle = {The Art}\n}\n';

suite('Citations in documents', () => {
  let api: DailyPapersApi;
  let paper: Paper;
  const file = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), 'citing-test', name);
  const write = async (name: string, text: string): Promise<vscode.Uri> => {
    await files.writeText(file(name), text);
    return file(name);
  };

  suiteSetup(async () => {
    api = await activated();
    await api.importDigest(JSON.stringify([{ title, abstract: 'Stripes.' }]), { name: 'citing.json' });
    paper = await paperTitled(api, title);
  });
  suiteTeardown(async () => {
    const day = (await api.days()).find(({ label }) => label === 'citing.json');
    await vscode.commands.executeCommand('dailyPapers.removeDigest', { kind: 'day', dayId: day?.id });
    assert.ok((await api.days()).every(({ id }) => id !== day?.id));
  });
  setup(async () => {
    await write('refs.bib', bib);
  });
  teardown(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await files.remove(file(''));
  });

  /** Cites the paper at the end of a document that is in front, and returns the text of the document. */
  const cite = async (document: vscode.TextDocument): Promise<string> => {
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document, document);
    const end = document.positionAt(document.getText().length);
    editor.selection = new vscode.Selection(end, end);
    const before = document.getText();
    await vscode.commands.executeCommand('dailyPapers.insertCitation', paper.id);
    return document.getText().slice(before.length);
  };
  const shown = async (uri: vscode.Uri): Promise<vscode.TextDocument> => {
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    return document;
  };
  const assertAdded = async (): Promise<void> => {
    const text = await files.readText(file('refs.bib'));
    assert.ok(text.startsWith(bib));
    assert.match(text.slice(bib.length), /^\n@misc\{ZebraCrossingsAttention,\n\ttitle = /u);
  };

  /** Opens a notebook with the first of its cells in an editor. */
  const editedCell = async (name: string, ...sources: readonly string[]): Promise<vscode.NotebookCell> => {
    const cells = sources.map((source, at) => ({
      cell_type: 'markdown',
      metadata: {},
      source: [source],
      id: `cell-${at}`,
    }));
    const uri = await write(name, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(notebook);
    await vscode.commands.executeCommand('notebook.cell.edit');
    const cell = notebook.cellAt(0);
    await until('the editor of the cell', () => vscode.window.activeTextEditor?.document === cell.document);
    return cell;
  };

  const notations: readonly (readonly [name: string, text: string, written: string])[] = [
    ['a.tex', '\\addbibresource{refs.bib}\n\\textcite{knuth} ', `\\textcite{${key}}`],
    ['a.md', '---\nbibliography: refs.bib\n---\n\n', `[@${key}]`],
    ['a.qmd', '---\nbibliography: [refs.bib]\n---\n\n', `[@${key}]`],
    ['a.typ', '#bibliography("refs.bib")\n\n', `@${key}`],
    ['a.org', '#+bibliography: refs.bib\n\n', `[cite:@${key}]`],
    ['myst.md', '---\nbibliography: refs.bib\n---\n\n{cite:p}`knuth` and ', `{cite:p}\`${key}\``],
  ];
  for (const [name, text, written] of notations)
    test(`${name} gets ${written}, and its bibliography the entry`, async () => {
      assert.equal(await cite(await shown(await write(name, text))), written);
      await assertAdded();
    });

  test('a chapter that is two files deep uses the bibliography of its root', async () => {
    await write('main.tex', '\\documentclass{book}\n\\addbibresource{refs.bib}\n\\include{parts/one}\n');
    await write('parts/one.tex', '\\input{chapter}\n');
    await write('chapter.tex', 'Included from the folder of the root.\n');
    const chapter = await write('parts/chapter.tex', 'A chapter cites ');
    assert.equal(await cite(await shown(chapter)), `\\cite{${key}}`);
    await assertAdded();
  });

  test('a document of a Quarto project uses the bibliography of the project', async () => {
    await write('_quarto.yml', 'project:\n  type: book\nbibliography: refs.bib\n');
    assert.equal(await cite(await shown(await write('chapters/one.qmd', 'See '))), `[@${key}]`);
    await assertAdded();
  });

  testInNode(
    'this package has no notebooks for browsers',
    'a cell of a notebook is cited in as Markdown',
    async () => {
      await write('_quarto.yml', 'bibliography: refs.bib\n');
      const { document } = await editedCell('cited.ipynb', 'See ');
      assert.equal(await cite(document), `[@${key}]`);
      await assertAdded();
    },
  );

  testInNode(
    'this package has no notebooks for browsers',
    'the bibliography of a notebook is checked against all its cells',
    async () => {
      await write('_quarto.yml', 'bibliography: refs.bib\n');
      await editedCell('checked.ipynb', 'See [@knuth].', 'And [@gone2020].');
      const checked = vscode.commands.executeCommand('dailyPapers.checkBibliography');
      await until('the missing key of the other cell is shown', async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return vscode.window.activeNotebookEditor?.selections[0]?.start === 1;
      });
      await checked;
    },
  );

  /** Puts the cursor on a key of a document and renames the key. */
  const rename = async (document: vscode.TextDocument, from: string, to: string): Promise<void> => {
    const editor = await vscode.window.showTextDocument(document);
    const at = document.positionAt(document.getText().indexOf(from) + 1);
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('dailyPapers.renameCitationKey', to);
  };

  /** Saves all changed documents and notebooks, whether an editor shows them or not. */
  const saveChanged = async (): Promise<void> => {
    const { notebookDocuments, textDocuments } = vscode.workspace;
    for (const notebook of notebookDocuments)
      if (notebook.isDirty) await until('the notebook is saved', async () => await notebook.save());
    for (const document of textDocuments)
      if (document.isDirty && document.uri.scheme !== 'vscode-notebook-cell')
        await until('the document is saved', async () => await document.save());
  };

  test('a key is renamed in documents that are open and closed, and in the bibliography', async () => {
    await write('renamed.bib', bib);
    const closed = await write('closed.qmd', 'See [@knuth; @knuth1984].\n');
    const ofAnother = await write('renamed-too.bib', bib);
    const open = await shown(
      await write('open.tex', '\\addbibresource{renamed.bib}\n\\cite{knuth} \\cite{knuthx}'),
    );
    await rename(open, 'knuth}', 'Knuth');
    assert.match(open.getText(), /\\cite\{Knuth\} \\cite\{knuthx\}/u);
    await saveChanged();
    assert.equal(await files.readText(closed), 'See [@Knuth; @knuth1984].\n');
    assert.equal(await files.readText(file('renamed.bib')), bib.replace('knuth', 'Knuth'));
    assert.equal(await files.readText(ofAnother), bib.replace('knuth', 'Knuth'));
  });

  test('a key that the bibliography has already is refused before documents are opened', async () => {
    await write('taken.bib', `${bib}@book{other,\n\ttitle = {Another}\n}\n`);
    const closed = await write('unopened.qmd', 'See [@knuth].\n');
    const open = await shown(await write('taken.tex', '\\addbibresource{taken.bib}\n\\cite{knuth}'));
    await rename(open, 'knuth}', 'OTHER');
    assert.match(open.getText(), /\\cite\{knuth\}/u);
    const opened = vscode.workspace.textDocuments.map(({ uri }) => uri.toString());
    assert.ok(!opened.includes(closed.toString()), 'the closed document was opened');
  });

  testInNode(
    'this package has no notebooks for browsers',
    'a key is renamed in a notebook that is closed',
    async () => {
      const cells = ['See [@knuth].', 'And [@knuth; @other].'].map((source, at) => ({
        cell_type: 'markdown',
        metadata: {},
        source: [source],
        id: `cell-${at}`,
      }));
      const code = {
        cell_type: 'code',
        execution_count: null,
        metadata: {},
        outputs: [],
        source: ['knuth = 1'],
      };
      const notebook = await write(
        'closed.ipynb',
        JSON.stringify({
          cells: [...cells, { ...code, id: 'c' }],
          metadata: {},
          nbformat: 4,
          nbformat_minor: 5,
        }),
      );
      await write('beside.bib', bib);
      const open = await shown(await write('beside.tex', '\\addbibresource{beside.bib}\n\\cite{knuth}'));
      await rename(open, 'knuth}', 'knuth1968');
      await saveChanged();
      await until('the notebook has the new key', async () =>
        (await files.readText(notebook)).includes('[@knuth1968; @other]'),
      );
      const text = await files.readText(notebook);
      assert.match(text, /See \[@knuth1968\]\./u);
      assert.match(text, /knuth = 1/u);
      // Now VS Code has the notebook in memory, without an editor.
      await rename(open, 'knuth1968}', 'knuth2011');
      await saveChanged();
      await until('the notebook has the key after that', async () =>
        (await files.readText(notebook)).includes('[@knuth2011; @other]'),
      );
    },
  );
});
