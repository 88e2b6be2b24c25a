/** A failure whose message is meant for the person: one plain sentence with the next step in it. */
export class UserFacingError extends Error {
  override readonly name = 'PlainError';
}
