import { DomainError, type Facts } from '../errors.ts';

export class PolicyChangedError extends DomainError {
  static override readonly code = 'POLICY_CHANGED';
  static override readonly meaning = 'The policy is not the one that the payer read. Nothing was bought.';
  static override readonly facts: Facts = {
    policySha256: { type: 'String', description: 'The SHA-256 of the policy that holds now.' },
  };
  readonly policySha256: string;
  constructor(policySha256: string) {
    super(
      'The policy of refunds and transfers is not the one that you named. Show it again, and send its new SHA-256.',
    );
    this.policySha256 = policySha256;
  }
}

export class RefundTooHighError extends DomainError {
  static override readonly code = 'REFUND_TOO_HIGH';
  static override readonly meaning = 'More was asked back than is left. Nothing was refunded.';
  static override readonly facts: Facts = {
    leftMinor: { type: 'Int', description: 'What can still be refunded, in minor units of the order’s currency.' },
  };
  readonly leftMinor: number;
  constructor(leftMinor: number) {
    super(`Only ${leftMinor} minor units of this order can still be refunded. Ask for that or less.`);
    this.leftMinor = leftMinor;
  }
}

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
