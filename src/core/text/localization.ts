/** What translates messages: `vscode.l10n`, or {@link english}. Modules without access to `vscode` are given one. */
export interface Localization {
  /** @param message in English; `{0}`, `{1}` … stand for the values */
  t(message: string, ...values: readonly (string | number)[]): string;
}

/** Leaves messages in English. */
export const english: Localization = {
  t: (message, ...values) =>
    message.replace(/\{\d+\}/gu, (placeholder) =>
      String(values[Number(placeholder.slice(1, -1))] ?? placeholder),
    ),
};
