import { and, eq, isNull } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, IntensivePriceId } from '../../../drizzle/ids.ts';
import { scholarships } from '../../../drizzle/schema.ts';
import { userByEmail } from '../../accounts/queries/people.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { lockIntensive, pricesOf } from '../../intensives/queries.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { countMailToOther } from '../../registrations/operations/mailToOther.ts';
import { ScholarshipsGivenError } from '../errors.ts';

type Granting = { intensiveId: IntensiveId | null; email: string; label: string };

/**
 * Grants a scholarship price of an intensive to a person with an account, for a member who manages registrations: it stands for their
 * next order instead of the price of the day. Nobody is told why. Granting another replaces the one before. Throws NotFound, Forbidden,
 * InvalidInput, ScholarshipsGiven, RateLimited.
 */
export async function grantScholarship(
  db: Database,
  act: UserAct,
  { intensiveId, email, label }: Granting,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const { intensive, as } = await lockForMember(tx, act, intensiveId);
    // A member must not find out who has an account by trying addresses.
    await countMailToOther(tx, act, null);
    const userId = await userByEmail(tx, email);
    const price = (await pricesOf(tx, intensive.id)).find((one) => one.kind === 'SCHOLARSHIP' && one.label === label);
    if (price === undefined)
      throw new InvalidInputError([{ path: 'label', message: 'the event has no scholarship price of this label.' }]);
    if (userId === null)
      throw new InvalidInputError([
        { path: 'email', message: 'nobody has signed in with this address; ask them to, then grant it.' },
      ]);
    const standing = and(eq(scholarships.intensiveId, intensive.id), isNull(scholarships.withdrawnAt));
    const own = and(standing, eq(scholarships.userId, userId));
    const [before] = await tx.select().from(scholarships).where(own);
    if (before?.priceId === price.id) return { intensiveId: intensive.id };
    const given = await tx.$count(scholarships, and(standing, eq(scholarships.priceId, price.id)));
    if (price.places !== null && given >= price.places) throw new ScholarshipsGivenError(price.places);
    await tx.update(scholarships).set({ withdrawnAt: act.now }).where(own);
    const granted = { intensiveId: intensive.id, userId, priceId: price.id as IntensivePriceId, grantedAt: act.now };
    await tx.insert(scholarships).values(granted);
    const { organizationId } = intensive;
    await recordEvent(tx, act, 'SCHOLARSHIP_GRANTED', { objectId: intensive.id, organizationId, as });
    return { intensiveId: intensive.id };
  });
}

/** Withdraws a scholarship price that has not been used; orders keep theirs. A second call changes nothing. Throws NotFound, Forbidden. */
export async function withdrawScholarship(
  db: Database,
  act: UserAct,
  { intensiveId, email }: Omit<Granting, 'label'>,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const { intensive, as } = await lockForMember(tx, act, intensiveId);
    const userId = await userByEmail(tx, email);
    const own = and(eq(scholarships.intensiveId, intensive.id), isNull(scholarships.withdrawnAt));
    const ended =
      userId === null
        ? []
        : await tx
            .update(scholarships)
            .set({ withdrawnAt: act.now })
            .where(and(own, eq(scholarships.userId, userId)))
            .returning({ id: scholarships.id });
    const { organizationId } = intensive;
    if (ended.length > 0)
      await recordEvent(tx, act, 'SCHOLARSHIP_WITHDRAWN', { objectId: intensive.id, organizationId, as });
    return { intensiveId: intensive.id };
  });
}

async function lockForMember(tx: Database, act: UserAct, intensiveId: IntensiveId | null) {
  const intensive = await lockIntensive(tx, intensiveId);
  const { organizationId } = intensive;
  const asked = { permission: 'MANAGE_REGISTRATIONS', organizationId, what: 'The intensive' } as const;
  const { as } = await requirePermission(tx, act, asked);
  return { intensive, as };
}
