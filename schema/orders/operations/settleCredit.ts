import type { Database } from '../../../drizzle/client.ts';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { Act } from '../../act.ts';
import { CreditIssuedError } from '../../credits/errors.ts';
import { revoke } from '../../issuance/operations/revokeCertificate.ts';
import { lockCredited } from '../queries/credited.ts';
import { consequenceOf, type MoneyAct } from '../rules/creditAndMoney.ts';

type Settling = {
  registrationIds: readonly RegistrationId[];
  what: MoneyAct;
  /** The role of the member who acts; absent for others, who are told no number. */
  as?: AuditActor | undefined;
};

/**
 * Decides what becomes of the certificates that stand on places before their money moves: the act is refused, or they are revoked for
 * an administrative reason, as the table says. Nothing where none stands. Throws CreditIssued.
 */
export async function settleCredit(tx: Database, act: Act, { registrationIds, what, as }: Settling): Promise<void> {
  const found = await lockCredited(tx, registrationIds);
  const reported = found.some((one) => one.reported);
  const ends = found.map((one) => consequenceOf(reported ? 'REPORTED' : 'ISSUED', what, one.policy));
  if (ends.includes('REFUSE'))
    throw new CreditIssuedError({ numbers: as === undefined ? [] : found.map(({ number }) => number), reported });
  for (const [at, row] of found.entries())
    if (ends[at] === 'REVOKE') await revoke(tx, act, { row, as, reason: 'ADMINISTRATIVE', note: null });
}
