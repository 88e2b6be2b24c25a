/** An error whose message is shown to the user: one plain sentence that names the next step. */
export class UserFacingError extends Error {
  override readonly name = 'UserFacingError';
}
