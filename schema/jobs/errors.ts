/** A stored payload that the job's schema refuses: no later try can succeed. Names fields, never values. */
export class UnreadablePayload extends Error {
  override readonly name = 'UnreadablePayload';
}
