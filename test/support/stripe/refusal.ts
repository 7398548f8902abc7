/** The body of an error as Stripe answers it. */
export type StripeError = { type: string; code?: string; message: string; param?: string };

/** The stand-in refuses a request as Stripe would. */
export class RefusalError extends Error {
  readonly status: number;
  readonly error: StripeError;
  constructor(status: number, error: StripeError) {
    super(error.message);
    this.status = status;
    this.error = error;
  }
}

const invalid = (status: number, message: string, more: Partial<StripeError> = {}): RefusalError =>
  new RefusalError(status, { type: 'invalid_request_error', message, ...more });

export const badRequest = (message: string, code?: string, param?: string): RefusalError =>
  invalid(400, message, { ...(code === undefined ? {} : { code }), ...(param === undefined ? {} : { param }) });

export const unauthorized = (message: string): RefusalError => invalid(401, message);

export const missing = (what: string, id: string): RefusalError =>
  invalid(404, `No such ${what}: '${id}'`, { code: 'resource_missing', param: 'id' });

export const unknownUrl = (method: string, path: string): RefusalError =>
  invalid(404, `Unrecognized request URL (${method}: ${path}).`);

export const idempotencyError = (message: string): RefusalError =>
  new RefusalError(400, { type: 'idempotency_error', message });

export const keyInUse = (key: string): RefusalError =>
  new RefusalError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key: ${key}.`,
  });

/** What an ordered fault answers: a refusal below 500, a failure above. */
export const faultOf = (status: number): RefusalError =>
  status === 402
    ? new RefusalError(status, { type: 'card_error', code: 'card_declined', message: 'Declined.' })
    : new RefusalError(status, { type: 'api_error', message: 'An unknown error occurred.' });
