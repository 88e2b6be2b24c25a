import * as vscode from 'vscode';
import { type DigestImporter, fileSource, type ImportSource } from '../../services/library/digestImporter';
import type { ViewNode } from '../../services/views/treeNodes';

/** Lets digest files be dropped on the view Digests: from the Explorer, or from outside VS Code. */
export class DigestDrop implements vscode.TreeDragAndDropController<ViewNode> {
  readonly dropMimeTypes = ['text/uri-list', 'files'];
  readonly dragMimeTypes: readonly string[] = [];

  constructor(private readonly importer: DigestImporter) {}

  async handleDrop(_target: ViewNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const files = await droppedFiles(data);
    if (files.length > 0) await this.importer.import(files);
  }
}

async function droppedFiles(data: vscode.DataTransfer): Promise<readonly ImportSource[]> {
  const list = await data.get('text/uri-list')?.asString();
  const uris = (list ?? '').split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (uris.length > 0) return uris.map((uri) => fileSource(vscode.Uri.parse(uri, true)));
  const files: ImportSource[] = [];
  data.forEach((item) => {
    const file = item.asFile();
    if (file)
      files.push({ name: file.name, ...(file.uri && { uri: file.uri }), read: async () => file.data() });
  });
  return files;
}
