/** Receives the failures of background work, and how long work took. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  /** Writes `message`, and `cause` as {@link withCause} does. */
  error(message: string, cause?: unknown): void;
}

/** Errors that are the cause of each other in a circle, or in a long chain, are written up to here. */
const longestChain = 8;

/** The text of a log for a failure: `message`, then what was thrown with its stack, and the chain of its causes. */
export function withCause(message: string, cause?: unknown): string {
  if (cause === undefined) return message;
  const parts: string[] = [];
  for (let error: unknown = cause; error !== undefined && parts.length < longestChain; error = causeOf(error))
    parts.push(withStack(error));
  return `${message} ${parts.join('\nCause: ')}`;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

/** Only some engines begin the stack with the name and the message. */
function withStack(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return String(error);
  return error.stack.includes(error.message) ? error.stack : `${String(error)}\n${error.stack}`;
}
