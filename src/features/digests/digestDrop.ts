import * as vscode from 'vscode';
import type { ViewNode } from '../../services/views/treeNodes';

/** Lets digest files be dropped on the view Digests: from the Explorer, or from outside VS Code. */
export class DigestDrop implements vscode.TreeDragAndDropController<ViewNode> {
  readonly dropMimeTypes = ['text/uri-list', 'files'];
  readonly dragMimeTypes: readonly string[] = [];

  constructor(private readonly importFiles: (files: readonly DroppedFile[]) => Promise<void>) {}

  async handleDrop(_target: ViewNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const files = await droppedFiles(data);
    if (files.length > 0) await this.importFiles(files);
  }
}

export interface DroppedFile {
  readonly name: string;
  /** Absent where the file is known by its content only. */
  readonly uri?: vscode.Uri;
  read(): Promise<Uint8Array>;
}

async function droppedFiles(data: vscode.DataTransfer): Promise<readonly DroppedFile[]> {
  const list = await data.get('text/uri-list')?.asString();
  const uris = (list ?? '').split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
  if (uris.length > 0) return uris.map((uri) => fromUri(vscode.Uri.parse(uri, true)));
  const files: DroppedFile[] = [];
  data.forEach((item) => {
    const file = item.asFile();
    if (file)
      files.push({ name: file.name, ...(file.uri && { uri: file.uri }), read: async () => file.data() });
  });
  return files;
}

function fromUri(uri: vscode.Uri): DroppedFile {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return { name, uri, read: async () => vscode.workspace.fs.readFile(uri) };
}
