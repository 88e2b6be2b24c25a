/** Where a service writes what went wrong while nobody waits, and how long its work took. */
export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}
