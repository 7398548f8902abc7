/** Stripe does not answer, is overloaded or fails: nobody knows whether the call was carried out. The same call may be repeated. */
export class GatewayDown extends Error {
  override readonly name = 'GatewayDown';
}

/** Stripe answered and said no. `code` is Stripe's. */
export class GatewayRefused extends Error {
  override readonly name = 'GatewayRefused';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
