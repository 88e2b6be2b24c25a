/** A cell of a notebook as a text of its own. */
export interface NotebookText {
  readonly text: string;
  /** As VS Code names languages. */
  readonly languageId: string;
}

/** The texts of a Jupyter notebook's cells, in order; none if `json` is no notebook. */
export function readNotebook(json: string): readonly NotebookText[] {
  const notebook = parsed(json);
  const cells = field(notebook, 'cells');
  if (!Array.isArray(cells)) return [];
  const code = codeLanguage(field(notebook, 'metadata'));
  return cells.map((cell: unknown) => ({
    text: sourceText(field(cell, 'source')),
    languageId: languageOfCell(field(cell, 'cell_type'), code),
  }));
}

function languageOfCell(type: unknown, code: string): string {
  if (type === 'markdown') return 'markdown';
  return type === 'code' ? code : 'plaintext';
}

function codeLanguage(metadata: unknown): string {
  const name =
    field(field(metadata, 'language_info'), 'name') ?? field(field(metadata, 'kernelspec'), 'language');
  if (typeof name !== 'string') return 'python';
  return name === 'c++' ? 'cpp' : name.toLowerCase();
}

function sourceText(source: unknown): string {
  if (typeof source === 'string') return source;
  return Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : '';
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
