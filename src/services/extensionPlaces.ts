/** Where the extension and what it stores are; `vscode.ExtensionContext` is one. */
export interface ExtensionPlaces {
  readonly extensionPath: string;
  readonly globalStorageUri: { readonly fsPath: string };
  /** Of the workspace; undefined without a folder. */
  readonly storageUri: { readonly fsPath: string } | undefined;
}
