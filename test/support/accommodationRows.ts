import type { Database } from '../../drizzle/client.ts';
import { openVault, type Vault } from '../../drizzle/encryption.ts';
import { type AccommodationRequestId, newId, type RegistrationId, type UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { sealText } from '../../schema/accommodations/operations/sealedTexts.ts';
import { person } from './seatRows.ts';

/** As every world has it. */
const VAULT = openVault('a test secret of at least thirty-two characters');

type Asked = { userId: UserId; registrationId: RegistrationId; at: Date; text: string; vault?: Vault };

/** A request of a person with an answer of somebody else, with a text wherever one fits. */
export const writeAccommodationRows = async (db: Database, asked: Asked): Promise<AccommodationRequestId> => {
  const { userId, registrationId, at, text, vault = VAULT } = asked;
  const id = newId<AccommodationRequestId>();
  const days = { fromOn: '2026-12-01', untilOn: '2026-12-02' };
  const sealedNeed = sealText(vault, text, { id, what: 'need' });
  await db
    .insert(tables.accommodationRequests)
    .values({ id, registrationId, userId, sealedNeed, ...days, askedAt: at });
  const state = { requestId: id, userId, at };
  await db.insert(tables.accommodationStates).values({ ...state, ordinal: 1, state: 'ASKED', byUserId: userId });
  const answer = newId<never>();
  await db.insert(tables.accommodationStates).values({
    ...{ ...state, id: answer, ordinal: 2, state: 'PART', byUserId: await person(db) },
    sealedAnswer: sealText(vault, text, { id: answer, what: 'answer' }),
    sealedReason: sealText(vault, text, { id: answer, what: 'reason' }),
  });
  return id;
};
