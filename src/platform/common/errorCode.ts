/** The code of an error of the operating system, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
}

/** For `catch`: returns undefined if the file does not exist. @throws every other error */
export function ignoreMissing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
  return undefined;
}

/** For `catch`: returns undefined if the operating system refused, whatever the reason. @throws every other error */
export function ignoreRefused(error: unknown): undefined {
  // The code of a DOMException, such as that of an aborted signal, is not one of the operating system.
  if (error instanceof DOMException || codeOf(error) === undefined) throw error;
  return undefined;
}
