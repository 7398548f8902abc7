type Times = {
  publishedAt: Date | null;
  cancelledAt: Date | null;
  registrationOpensAt: Date;
  registrationClosesAt: Date;
};

export type WindowDecision = { ok: true } | { ok: false; because: 'NOT_YET' | 'OVER' | 'CANCELLED' };

/** Whether people may register, apply and wait now. The caller has made sure that the intensive is published. */
export function registrationWindow(
  { publishedAt, cancelledAt, registrationOpensAt, registrationClosesAt }: Times,
  now: Date,
): WindowDecision {
  if (cancelledAt !== null) return { ok: false, because: 'CANCELLED' };
  if (publishedAt === null || now < registrationOpensAt) return { ok: false, because: 'NOT_YET' };
  return now < registrationClosesAt ? { ok: true } : { ok: false, because: 'OVER' };
}
