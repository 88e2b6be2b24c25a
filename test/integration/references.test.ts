import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DailyPapersApi, Paper, ReferencePlace } from '../../src/publicApi';
import { activated, firstPaper, until, workspaceFolder } from './extension';
import { files } from './files';

suite('References to papers in the workspace', () => {
  let api: DailyPapersApi;
  let one: Paper;
  let other: Paper;
  const file = (name: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), 'references-test', name);
  const write = async (name: string, text: string): Promise<vscode.Uri> => {
    await files.writeText(file(name), text);
    return file(name);
  };
  const shown = async (uri: vscode.Uri): Promise<vscode.TextEditor> =>
    vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  const at = (document: vscode.TextDocument, text: string): vscode.Position =>
    document.positionAt(document.getText().indexOf(text) + 2);
  const places = async (paper: Paper, uri: vscode.Uri): Promise<readonly ReferencePlace[]> =>
    (await api.references(paper.id)).filter((place) => place.uri === uri.toString());
  const hoverText = async (uri: vscode.Uri, position: vscode.Position): Promise<string> => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      position,
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : JSON.stringify(content)))
      .join('\n');
  };

  const withSetting = async (name: string, check: () => Promise<void>): Promise<void> => {
    const settings = vscode.workspace.getConfiguration('dailyPapers');
    await settings.update(name, true, vscode.ConfigurationTarget.Global);
    try {
      await check();
    } finally {
      await settings.update(name, undefined, vscode.ConfigurationTarget.Global);
    }
  };

  suiteSetup(async () => {
    api = await activated();
    one = await firstPaper(api, 'Mar 14', 44);
    other = await firstPaper(api, 'Mar 14', 45);
    const paper = {
      title: 'Low-Rank Adaptation in a Test of References',
      abstract: 'Adapts.',
      arxiv_id: '2106.09685',
      doi: '10.5555/test.references',
    };
    await api.importDigest(JSON.stringify([paper]), { name: 'references.json' });
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
<entry><id>http://arxiv.org/abs/2107.01111v3</id><title>A Paper in Its Third Version</title>
<summary>Measures what a third version adds.</summary><author><name>Ada Lovelace</name></author>
<published>2021-07-01T00:00:00Z</published><updated>2021-09-01T00:00:00Z</updated></entry>
<entry><id>http://arxiv.org/abs/2107.02222v2</id><title>A Paper That Is No More</title>
<summary>This paper has been withdrawn by the author due to an error.</summary><author><name>Ada Lovelace</name></author>
<published>2021-07-01T00:00:00Z</published><updated>2021-09-01T00:00:00Z</updated></entry></feed>`;
    await api.importDigest(atom, { name: 'versions.xml' });
  });
  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await files.remove(file(''));
  });

  test('are found in one text, with the paper that the library holds', () => {
    const text = `# arXiv:2106.09685v2 and [[${one.id}]], ${other.title}\nx = 2106.09685\n`;
    const found = api.findReferences(text, 'python');
    assert.deepEqual(
      found.map(({ kind, start, end }) => [kind, text.slice(start, end)]),
      [
        ['arxiv', '2106.09685v2'],
        ['paper', one.id],
        ['title', other.title],
      ],
    );
    assert.deepEqual(
      found.slice(1).map(({ paperId }) => paperId),
      [one.id, other.id],
    );
    assert.ok(found[0]?.paperId);
  });

  test('are listed with file, line and columns, and follow files that are written, renamed and deleted', async () => {
    const uri = await write('model.py', `import x\n\n# Follows ${one.title}.\n`);
    const [place] = await until('the file is found', async () => {
      const found = await places(one, uri);
      return found.length > 0 && found;
    });
    assert.ok(place);
    assert.deepEqual([place.line, place.text.slice(place.start, place.end)], [2, one.title]);
    const renamed = file('renamed.py');
    await files.rename(uri, renamed);
    await until('the renamed file is found', async () => (await places(one, renamed)).length === 1);
    await until('the old name is gone', async () => (await places(one, uri)).length === 0);
    await files.remove(renamed);
    await until('the deleted file is gone', async () => (await places(one, renamed)).length === 0);
  });

  test('of documents that are being written count before they are saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), `See [[${one.id}]].`));
    await until('the untitled document is found', async () => (await places(one, document.uri)).length === 1);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the closed document is gone', async () => (await places(one, document.uri)).length === 0);
  });

  test('lead to the reader by links and definitions, and to each other by Find All References', async () => {
    const uri = await write('links.cpp', `// [[${one.id}]]\nint x = 1;\n`);
    const { document } = await shown(uri);
    // The provider is registered again once bibliographies have been read; a request at that moment gets no answer.
    await until('the link is there', () => isLinked(uri, one.id));
    const position = at(document, one.id);
    const definitions = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      uri,
      position,
    );
    assert.ok(definitions.some((each) => ('targetUri' in each ? each.targetUri : each.uri).query === one.id));
    await until('the file is found', async () => (await places(one, uri)).length === 1);
    const references = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      uri,
      position,
    );
    assert.ok(
      references.some((each) => each.uri.toString() === uri.toString() && each.range.start.line === 0),
    );
  });

  test('show title, note and tags of the paper, with all texts escaped', async () => {
    await api.updateNote(one.id, { addTags: ['method/hovered'], body: 'My <b>own</b> words' });
    const uri = await write('hover.py', `# [[${one.id}]]\n`);
    const { document } = await shown(uri);
    const text = await hoverText(uri, at(document, one.id));
    assert.match(text, /method\/hovered/);
    assert.match(text, /My \\<b\\>own/);
    assert.match(text, /command:dailyPapers\.openNote/);
  });

  test('of unknown identifiers offer to add the paper', async () => {
    const uri = await write('unknown.py', '# arXiv:1706.03762\n');
    const { document } = await shown(uri);
    const text = await hoverText(uri, at(document, '1706'));
    assert.match(text, /Add to Library/);
    assert.match(text, /command:dailyPapers\.addPaper/);
  });

  test('by citation key mean the paper of the workspace’s bibliography', async () => {
    await write(
      'refs.bib',
      `@article{test2021references, title={X}, eprint={2106.09685}, eprinttype={arxiv}}\n`,
    );
    const uri = await write('paper.tex', 'As \\cite{test2021references} says.\n');
    const [known] = api.findReferences('arXiv:2106.09685', 'plaintext');
    assert.ok(known?.paperId);
    const paper = await api.paper(known.paperId);
    assert.ok(paper);
    await until('the citation is found', async () => (await places(paper, uri)).length === 1);
    const { document } = await shown(uri);
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      document.positionAt(document.getText().indexOf('{') + 5),
    );
    assert.ok(list.items.some(({ insertText }) => insertText === 'test2021references'));
  });

  test('are completed by title after two brackets in a comment, not in code', async () => {
    const [word = ''] = /\w{6,}/.exec(one.title) ?? [];
    const uri = await write('complete.py', `# [[${word}\nx = a[[${word}\n`);
    await shown(uri);
    const complete = async (line: number): Promise<readonly vscode.CompletionItem[]> => {
      const document = await vscode.workspace.openTextDocument(uri);
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        uri,
        document.lineAt(line).range.end,
      );
      return list.items.filter(({ detail }) => detail === one.id);
    };
    assert.equal((await complete(0)).length, 1);
    assert.equal((await complete(1)).length, 0);
  });

  test('in notebooks are found in their cells, on disk and open', async () => {
    const cells = [
      { cell_type: 'markdown', metadata: {}, source: [`# Model\n`, `See [[${other.id}]]`] },
      {
        cell_type: 'code',
        metadata: {},
        outputs: [],
        execution_count: null,
        source: [`x = 1 # [[${one.id}]]`],
      },
    ];
    const notebook = {
      cells,
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    const uri = await write('model.ipynb', JSON.stringify(notebook));
    const [place] = await until('the cell is found', async () => {
      const found = await places(other, uri);
      return found.length === 1 && found;
    });
    assert.deepEqual([place?.cell, place?.line], [0, 1]);
  });

  test('are written as a comment above the selection by Link to Paper', async () => {
    const uri = await write('linked.rs', 'fn main() {\n    run();\n}\n');
    const editor = await shown(uri);
    editor.selection = new vscode.Selection(1, 4, 1, 7);
    await vscode.commands.executeCommand('dailyPapers.linkToPaper', one.id);
    assert.equal(editor.document.lineAt(1).text, `    // ${one.title}, [[${one.id}]]`);
    assert.equal(editor.document.lineAt(2).text, '    run();');
  });

  test('go into the note with the selected lines by Add Code to Note', async () => {
    const uri = await write('quoted.py', 'def f():\n    return 1\n\n\ndef g():\n    pass\n');
    const editor = await shown(uri);
    // With the blank lines after it.
    editor.selection = new vscode.Selection(0, 0, 3, 0);
    const added = vscode.commands.executeCommand('dailyPapers.addCodeToNote', other.id);
    const body = await until('the note has the code', async () => {
      const text = (await api.note(other.id))?.body ?? '';
      return text.includes('```') && text;
    });
    assert.match(body, /\[references-test\/quoted\.py:1-2\]\([^)]*quoted\.py#L1-L2\)/);
    assert.ok(body.includes('```python\ndef f():\n    return 1\n```'));
    await vscode.commands.executeCommand('notifications.clearAll');
    await added;
  });

  test('to papers that were withdrawn or have a newer version are reported if the setting says so', async () => {
    const uri = await write(
      'versions.py',
      '# arXiv:2107.01111v1\n# arXiv:2107.01111v3\n# arXiv:2107.01111\n# arXiv:2107.02222\n',
    );
    await shown(uri);
    const reported = (): readonly string[] =>
      vscode.languages
        .getDiagnostics(uri)
        .map(({ range, message }) => `${range.start.line}: ${message}`)
        .toSorted();
    assert.deepEqual(reported(), []);
    await withSetting('references.diagnostics', async () => {
      await until('the diagnostics', () => reported().length > 0);
      assert.deepEqual(reported(), [
        '0: “A Paper in Its Third Version” has a newer version than v1: v3.',
        '3: “A Paper That Is No More” was withdrawn.',
      ]);
    });
    await until('no diagnostics', () => reported().length === 0);
  });

  test('in cells of a notebook have links, hovers and diagnostics', async () => {
    const notebook = {
      cells: [
        { cell_type: 'markdown', metadata: {}, source: [`See arXiv:2107.01111v2, [[${one.id}]].`] },
        {
          cell_type: 'code',
          metadata: {},
          outputs: [],
          execution_count: null,
          source: [`x = 1\n`, `# [[${one.id}]], arXiv:2107.02222`],
        },
      ],
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    const uri = await write('cells.ipynb', JSON.stringify(notebook));
    const opened = await vscode.workspace.openNotebookDocument(uri);
    await vscode.window.showNotebookDocument(opened);
    const [prose, code] = [opened.cellAt(0).document, opened.cellAt(1).document];
    // A Markdown cell is text only while it is edited.
    await vscode.commands.executeCommand('notebook.cell.edit');
    for (const cell of [prose, code]) {
      await until('the link of the cell is there', () => isLinked(cell.uri, one.id));
      assert.match(await hoverText(cell.uri, at(cell, one.id)), /command:dailyPapers\.openNote/);
    }
    const place = await until('the open cell is listed', async () =>
      (await api.references(one.id)).find((each) => each.uri === code.uri.toString()),
    );
    assert.equal(place.line, 1);
    await withSetting('references.diagnostics', async () => {
      const reported = (): readonly string[] =>
        opened
          .getCells()
          .flatMap(({ document }) => vscode.languages.getDiagnostics(document.uri))
          .map(({ message }) => message);
      await until('the diagnostics of both cells', () => reported().length === 2);
      assert.deepEqual(reported(), [
        '“A Paper in Its Third Version” has a newer version than v2: v3.',
        '“A Paper That Is No More” was withdrawn.',
      ]);
    });
  });

  test('have a lens with the title of the paper above their line if the setting says so', async () => {
    const uri = await write('lens.py', `x = 1\n# ${one.title} [[${one.id}]] and arXiv:1706.03762\n`);
    await shown(uri);
    const lenses = async (): Promise<readonly string[]> => {
      const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
      );
      return found
        .filter(({ command }) => command?.command === 'dailyPapers.openPaper')
        .map(({ range, command }) => `${range.start.line}: ${command?.title} ${command?.arguments?.[0]}`);
    };
    assert.deepEqual(await lenses(), []);
    await withSetting('references.codeLens', async () =>
      assert.deepEqual(await lenses(), [`1: ${one.title} ${one.id}`]),
    );
  });

  test('stay when a note is renamed, and when a paper gets another title', async () => {
    const first = { title: 'A Title of the First Version', abstract: 'Says.', arxiv_id: '2108.03333' };
    await api.importDigest(JSON.stringify([first]), { name: 'first.json' });
    const [known] = api.findReferences('arXiv:2108.03333', 'plaintext');
    const paper = await api.paper(known?.paperId ?? '');
    assert.ok(paper);
    const uri = await write('kept.py', `# [[${paper.id}]]\n`);
    const note = await api.updateNote(paper.id, { body: `Beside [[${one.id}]].` });
    const noteUri = vscode.Uri.parse(note.uri);
    await until('both files are found', async () => {
      const [inCode, inNote] = [await places(paper, uri), await places(one, noteUri)];
      return inCode.length === 1 && inNote.length === 1;
    });
    const moved = vscode.Uri.joinPath(noteUri, '../first renamed.md');
    await vscode.workspace.fs.rename(noteUri, moved);
    await until('the renamed note is found', async () => (await places(one, moved)).length === 1);
    await until('it is still the paper’s', async () => (await api.note(paper.id))?.uri === moved.toString());
    await api.importDigest(JSON.stringify([{ ...first, title: 'Another Title of the Second Version' }]), {
      name: 'second.json',
    });
    assert.equal((await places(paper, uri)).length, 1);
    const [still] = api.findReferences(`# [[${paper.id}]]`, 'python');
    assert.ok(still?.paperId);
    assert.equal(
      (await api.references(still.paperId)).filter((each) => each.uri === uri.toString()).length,
      1,
    );
  });
});

/** Whether a document has a link to a paper. */
async function isLinked(uri: vscode.Uri, id: string): Promise<boolean> {
  const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
    'vscode.executeLinkProvider',
    uri,
  );
  return links.some(({ target }) => target?.scheme === 'paper' && target.query === id);
}
