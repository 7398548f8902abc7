import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import { type JointPlanId, newId, type PairId, type RegistrationId } from '../../../drizzle/ids.ts';
import { jointAgreements, jointPlans, pairs } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { JointPlanChangedError, NoPairError } from '../errors.ts';
import type { CarePlace } from '../queries/places.ts';
import { type Keeper, recordFor, requireOwnPlace } from './ownRecord.ts';
import { newJointKey, openJoint, sealJoint } from './sealing.ts';

type Editing = Keeper & {
  registrationId: RegistrationId | null;
  text: string;
  /** The version that the writer read; null: they read none. */
  basedOn: number | null;
};
type Place = { registrationId: RegistrationId };

async function requirePair(tx: Database, { pairId }: CarePlace): Promise<typeof pairs.$inferSelect> {
  const [pair] = pairId === null ? [] : await tx.select().from(pairs).where(eq(pairs.id, pairId));
  if (pair === undefined || pair.joinedAt === null || pair.endedAt !== null) throw new NoPairError();
  return pair;
}

async function lockJoint(tx: Database, pairId: PairId) {
  const [row] = await tx.select().from(jointPlans).where(eq(jointPlans.pairId, pairId)).for('update');
  return row ?? null;
}

/**
 * Stores the joint part of a pair's plan, sealed, in place of the version that the writer read. Every edit voids what was agreed. The
 * same text again changes nothing. Throws NotFound, CareNotSetUp, TherapyConsentRequired, NoPair, JointPlanChanged.
 */
export async function saveJointPlan(
  db: Database,
  act: UserAct,
  { registrationId, text, basedOn, vault, legal }: Editing,
): Promise<Place> {
  return db.transaction(async (tx) => {
    const place = await requireOwnPlace(tx, act, { registrationId, legal });
    const pair = await requirePair(tx, place);
    const [pairId, isFirst] = [pair.id, pair.firstUserId === act.userId];
    // Whoever writes it has a record, with which it ends.
    await recordFor(tx, place, { vault, now: act.now });
    const done = { registrationId: place.registrationId };
    const row = await lockJoint(tx, pairId);
    if (row === null) {
      if (basedOn !== null && basedOn !== 0) throw new JointPlanChangedError(0);
      const jointPlanId = newId<JointPlanId>();
      const { wrapped: jointDataKey } = newJointKey(vault, jointPlanId);
      const sealedText = sealJoint(vault, { jointPlanId, jointDataKey }, text);
      const first = {
        id: jointPlanId,
        pairId,
        wrappedDataKey: jointDataKey,
        sealedText,
        version: 1,
        editedAt: act.now,
        ...{ editedByFirst: isFirst, editedBySecond: !isFirst },
      };
      const made = await tx.insert(jointPlans).values(first).onConflictDoNothing().returning({ id: jointPlans.id });
      if (made.length === 0) throw new JointPlanChangedError(1);
      return done;
    }
    const joint = { jointPlanId: row.id, jointDataKey: row.wrappedDataKey };
    if (openJoint(vault, { ...joint, sealedJoint: row.sealedText }) === text) return done;
    if (row.version !== basedOn) throw new JointPlanChangedError(row.version);
    const sealedText = sealJoint(vault, joint, text);
    const by = isFirst ? { editedByFirst: true } : { editedBySecond: true };
    await tx
      .update(jointPlans)
      .set({ sealedText, version: row.version + 1, editedAt: act.now, ...by })
      .where(eq(jointPlans.id, row.id));
    await tx.delete(jointAgreements).where(eq(jointAgreements.jointPlanId, row.id));
    return done;
  });
}

type Agreeing = Keeper & { registrationId: RegistrationId | null; version: number };

/**
 * Agrees to the joint part as it stands. Once both people have, the instructors named on the event read it. Throws NotFound,
 * CareNotSetUp, TherapyConsentRequired, NoPair, JointPlanChanged when it is not the version that was read.
 */
export async function agreeToJointPlan(
  db: Database,
  act: UserAct,
  { registrationId, version, vault, legal }: Agreeing,
): Promise<Place> {
  return db.transaction(async (tx) => {
    const place = await requireOwnPlace(tx, act, { registrationId, legal });
    const { id: pairId } = await requirePair(tx, place);
    await recordFor(tx, place, { vault, now: act.now });
    const row = await lockJoint(tx, pairId);
    if (row?.version !== version) throw new JointPlanChangedError(row?.version ?? 0);
    const agreed = { version, agreedAt: act.now };
    await tx
      .insert(jointAgreements)
      .values({ jointPlanId: row.id, userId: act.userId, ...agreed })
      .onConflictDoUpdate({ target: [jointAgreements.jointPlanId, jointAgreements.userId], set: agreed });
    return { registrationId: place.registrationId };
  });
}
