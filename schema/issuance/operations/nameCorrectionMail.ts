import { z } from 'zod';
import type { Database } from '../../../drizzle/client.ts';
import type { NameCorrectionId, OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { mailOnce } from '../../accounts/operations/mailOnce.ts';
import { accountOf } from '../../accounts/queries.ts';
import { enqueue, enqueueAll, job, rowKey } from '../../jobs/operations.ts';
import { ownersOf, roleOf } from '../../organizations/queries.ts';
import { nameCorrectionById } from '../queries/nameCorrections.ts';

/** REQUESTED goes to an owner, DECLINED to the holder. */
export const NAME_CORRECTION_MAILS = ['REQUESTED', 'DECLINED'] as const;
export type NameCorrectionMail = (typeof NAME_CORRECTION_MAILS)[number];

type Needs = {
  db: Database;
  mail: { nameCorrection(to: string, mail: NameCorrectionMail): Promise<void> };
  clock: () => Date;
};

/** Mails one owner that a holder asks for a corrected name, or the holder that it was declined, while that is so. */
export const nameCorrection = job({
  name: 'name-correction',
  payload: z.object({
    correctionId: rowKey<NameCorrectionId>(),
    userId: rowKey<UserId>(),
    mail: z.enum(NAME_CORRECTION_MAILS),
  }),
  run: async ({ db, mail: mails, clock }: Needs, { correctionId, userId, mail }) => {
    const row = await nameCorrectionById(db, correctionId);
    if (row === null) return;
    const { organizationId, state } = row;
    const holds =
      mail === 'REQUESTED'
        ? state === 'OPEN' && (await roleOf(db, { userId, organizationId })) === 'OWNER'
        : state === 'DECLINED';
    const account = holds ? await accountOf(db, userId) : null;
    if (account === null) return;
    const key = `name-correction ${correctionId} ${mail} ${userId}`;
    await mailOnce(db, { key, to: account.email, now: clock() }, () => mails.nameCorrection(account.email, mail));
  },
});

/** Queues the mails to the owners of the organization, in the caller's transaction. */
export async function tellOwners(
  tx: Database,
  { id, organizationId }: { id: NameCorrectionId; organizationId: OrganizationId },
): Promise<void> {
  const jobs = (await ownersOf(tx, organizationId)).map((userId) => ({
    payload: { correctionId: id, userId, mail: 'REQUESTED' as const },
    key: `${id} ${userId}`,
  }));
  await enqueueAll(tx, nameCorrection, jobs);
}

/** Queues the mail to the holder, in the caller's transaction. */
export function tellHolder(tx: Database, { id, userId }: { id: NameCorrectionId; userId: UserId }): Promise<void> {
  return enqueue(tx, nameCorrection, { correctionId: id, userId, mail: 'DECLINED' }, { key: `${id} declined` });
}
