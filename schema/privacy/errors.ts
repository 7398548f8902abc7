import { ForbiddenError } from '../errors.ts';
import type { ErasureDecision } from './rules.ts';

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

export class RecordKeptError extends ForbiddenError {
  static override readonly meaning = "An organization must still keep this person's record of credit or money.";
  readonly dueAt: Date;
  constructor(decision: Extract<ErasureDecision, { ok: false }>) {
    const numbers = [
      ...decision.heldBy.map(({ certificateNumber, until }) => `${certificateNumber} until ${dayOf(until)}`),
      ...decision.heldOrders.map(({ orderId, until }) => `order ${orderId} until ${dayOf(until)}`),
    ];
    const shown = numbers.slice(0, 10).join(', ') + (numbers.length > 10 ? ` and ${numbers.length - 10} more` : '');
    super(`The record of credit or money must still be kept: ${shown}. Try again after ${dayOf(decision.dueAt)}.`);
    this.dueAt = decision.dueAt;
  }
}
