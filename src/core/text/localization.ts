/** Translates messages: `vscode.l10n`, or one of {@link translator}. It is passed to modules that do not import `vscode`. */
export interface Localization {
  /** @param message in English; `{0}`, `{1}` … are replaced by the values */
  t(message: string, ...values: readonly (string | number)[]): string;
}

/** Translations by their English messages; a message without one stays English. */
export type Catalogue = Readonly<Record<string, string>>;

/** Translates with a catalogue, where there is no `vscode.l10n`: in a webview or another process. */
export function translator(catalogue: Catalogue): Localization {
  return {
    t: (message, ...values) => {
      const text = Object.hasOwn(catalogue, message) ? catalogue[message] : undefined;
      return (text ?? message).replace(/\{\d+\}/gu, (placeholder) =>
        String(values[Number(placeholder.slice(1, -1))] ?? placeholder),
      );
    },
  };
}

/** Leaves messages in English. */
export const english: Localization = translator({});
