/** Translates messages: `vscode.l10n`, or {@link english}. It is passed to modules that do not import `vscode`. */
export interface Localization {
  /** @param message in English; `{0}`, `{1}` … are replaced by the values */
  t(message: string, ...values: readonly (string | number)[]): string;
}

/** Leaves messages in English. */
export const english: Localization = {
  t: (message, ...values) =>
    message.replace(/\{\d+\}/gu, (placeholder) =>
      String(values[Number(placeholder.slice(1, -1))] ?? placeholder),
    ),
};
