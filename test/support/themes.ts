/** These ids are the same in every release that the tests run on. */
export type Theme =
  | 'Visual Studio Light'
  | 'Visual Studio Dark'
  | 'Default High Contrast'
  | 'Default High Contrast Light';

interface ThemeMarks {
  /** Its name in the list of themes. */
  readonly label: string;
  /** The class of the workbench that has it. */
  readonly workbench: string;
  /** The class of the body of a webview that has it. */
  readonly webview: string;
}

/** How each theme is recognized. */
export const themeMarks: Readonly<Record<Theme, ThemeMarks>> = {
  'Visual Studio Light': { label: 'Light (Visual Studio)', workbench: 'vs', webview: 'vscode-light' },
  'Visual Studio Dark': { label: 'Dark (Visual Studio)', workbench: 'vs-dark', webview: 'vscode-dark' },
  'Default High Contrast': {
    label: 'Dark High Contrast',
    workbench: 'hc-black',
    webview: 'vscode-high-contrast',
  },
  'Default High Contrast Light': {
    label: 'Light High Contrast',
    workbench: 'hc-light',
    webview: 'vscode-high-contrast-light',
  },
};
