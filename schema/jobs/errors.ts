/** The job's schema refuses a stored payload, so no retry can succeed. The message names fields, never values. */
export class UnreadablePayload extends Error {
  override readonly name = 'UnreadablePayload';
}
