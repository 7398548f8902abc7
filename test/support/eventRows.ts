import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import {
  type IntensiveId,
  newId,
  type OrganizationId,
  type PairId,
  type RegistrationId,
  type UserId,
} from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import { writeAccommodationRows } from './accommodationRows.ts';
import { POLICY } from './orderRows.ts';
import { addIntensive, addOrganization, person } from './seatRows.ts';

type Asked = { userId: UserId; at: Date; text: string };
type Of = Asked & { organizationId: OrganizationId };

/** A row of a person in every table of events and money, with a text wherever one fits. The record of money ends in 2026. */
export const writeEventRows = async (db: Database, asked: Asked): Promise<void> => {
  const { userId, at, text } = asked;
  const organizationId = await addOrganization(db);
  const intensiveId = await addIntensive(db, { organizationId, priceMinor: 5_000, policy: POLICY });
  const bytes = Buffer.from(text);
  const [hold] = await db
    .insert(tables.holds)
    .values({ intensiveId, userId, kind: 'INVOICE', seats: 1, takenAt: at, usedAt: at })
    .returning();
  const pairId = newId<PairId>();
  const paired = { intensiveId, firstUserId: userId, secondUserId: await person(db), invitedAt: at, joinedAt: at };
  await db.insert(tables.pairs).values({ id: pairId, ...paired, inviteHash: Buffer.from(pairId), endedAt: at });
  const place = { intensiveId, userId, holdId: hold?.id ?? null, state: 'CONFIRMED', adultStatedAt: at } as const;
  const [registration] = await db
    .insert(tables.registrations)
    .values({ ...place, claimHash: bytes, createdAt: at, confirmedAt: at })
    .returning();
  if (registration === undefined) throw new Error('no registration was inserted');
  const { id: registrationId } = registration;
  await db
    .insert(tables.registrationStates)
    .values({ registrationId, ordinal: 1, state: 'CONFIRMED', because: 'PAID', by: 'system', at });
  const [change] = await db
    .insert(tables.intensiveChanges)
    .values({ intensiveId, ordinal: 1, kind: 'RESCHEDULED', says: ['Other times.'], answerBy: at, changedAt: at })
    .returning();
  await db
    .insert(tables.changeAnswers)
    .values({ changeId: change?.id as never, registrationId, answer: 'STAYS', answeredAt: at });
  await writeAccommodationRows(db, { userId, registrationId, at, text });
  await db.insert(tables.calendarFeeds).values({ registrationId, secretHash: bytes, madeAt: at });
  await db
    .insert(tables.eventMails)
    .values({ key: `row ${registrationId}`, userId, text: 'PLACE_CONFIRMED', facts: { name: text }, madeAt: at });
  await addAttendance(db, { intensiveId, registrationId, at, text });
  await db.insert(tables.careSettings).values({ organizationId, savedBy: userId, savedAt: at });
  await db.insert(tables.careOpenings).values({ registrationId, openedBy: userId, how: 'READ', at });
  const withdrawn = { screenedAt: at, withdrawnBy: userId, withdrawnAt: at };
  await db.insert(tables.withdrawnScreenings).values({ registrationId, ...withdrawn });
  await addTeaching(db, { intensiveId, userId, at, text });
  await addReport(db, { intensiveId, registrationId, at, text });
  await addWaiting(db, { intensiveId, userId, at });
  await addMoney(db, { ...asked, organizationId, intensiveId, holdId: hold?.id ?? null, registrationId });
};

type Attending = Pick<Asked, 'at' | 'text'> & {
  intensiveId: IntensiveId;
  registrationId: RegistrationId;
};

/** Statements about a person who taught a part: one that was taken back, and that. */
const addTeaching = async (
  db: Database,
  { intensiveId, userId, at, text }: Asked & { intensiveId: IntensiveId },
): Promise<void> => {
  const about = { name: 'Robin Example', credentials: 'PhD', disclosure: 'None.', position: 1 };
  const [instructor] = await db
    .insert(tables.intensiveInstructors)
    .values({ ...about, intensiveId, userId })
    .returning();
  const when = { day: '2026-11-20', wallTime: '09:00', timeZone: 'UTC', minutes: 60, zoneData: '2026b' };
  const [segment] = await db
    .insert(tables.intensiveSegments)
    .values({
      ...{ ...when, intensiveId, position: 90, title: 'Taught', kind: 'INSTRUCTION', format: 'LIVE_ONLINE' },
      ...{ topics: [], instructorIds: [], startsAt: at, endsAt: new Date(at.getTime() + 3_600_000) },
    })
    .returning();
  const said = {
    ...{ intensiveId, segmentId: segment?.id as never, instructorId: instructor?.id as never },
    ...{ statedBy: await person(db), statedAt: at },
  };
  const [stated] = await db
    .insert(tables.teachingStatements)
    .values({ ...said, minutes: 60, key: randomUUID() })
    .returning();
  await db
    .insert(tables.teachingStatements)
    .values({ ...said, takesBack: stated?.id as never, reason: text, key: randomUUID() });
};

const addAttendance = async (db: Database, { at, text, ...of }: Attending): Promise<void> => {
  const by = await person(db);
  const day = { ...of, dayOrdinal: 1 };
  const [correction] = await db
    .insert(tables.attendanceCorrections)
    .values({ ...day, key: randomUUID(), reason: text, correctedBy: by, correctedAt: at })
    .returning();
  const correctionId = correction?.id as never;
  const signed = { ...day, key: randomUUID(), kind: 'IN', occurredAt: at, recordedAt: at, recordedBy: by } as const;
  const [event] = await db
    .insert(tables.attendanceEvents)
    .values({ ...signed, source: 'CORRECTION', correctionId })
    .returning();
  await db.insert(tables.attendanceVoids).values({ eventId: event?.id as never, correctionId });
};

/** A report with a row of the person, and a file that waits. */
const addReport = async (db: Database, { intensiveId, registrationId, at, text }: Attending): Promise<void> => {
  const by = await person(db);
  const [bytes, sha256] = [Buffer.from(text), 'f'.repeat(64)];
  const day = { intensiveId, dayOrdinal: 1, sha256 };
  await db.insert(tables.attendanceFiles).values({ ...day, sealedBytes: Buffer.from('sealed'), uploadedAt: at });
  const read = { timeZone: 'UTC', encoding: 'UTF_8', delimiter: ',', dateOrder: 'DAY_FIRST', columns: {} };
  const [report] = await db
    .insert(tables.attendanceReports)
    .values({
      ...day,
      ...read,
      fileName: 'room.csv',
      sealedFile: bytes,
      declared: '[]',
      importedBy: by,
      importedAt: at,
    })
    .returning();
  const times = { joinedAt: at, leftAt: at, candidates: [], faults: [] };
  const [row] = await db
    .insert(tables.attendanceRows)
    .values({ reportId: report?.id as never, line: 2, status: 'UNMATCHED', sealedWho: bytes, ...times })
    .returning();
  await db.insert(tables.attendanceRowDecisions).values({
    ...{ rowId: row?.id as never, ordinal: 1, registrationId, reason: text, decidedBy: by, decidedAt: at },
  });
};

type Waiting = Pick<Of, 'userId' | 'at'> & { intensiveId: Awaited<ReturnType<typeof addIntensive>> };

const addWaiting = async (db: Database, { intensiveId, userId, at }: Waiting): Promise<void> => {
  const ended = { endedAt: at, endedBy: 'TAKEN' } as const;
  const [entry] = await db
    .insert(tables.waitlistEntries)
    .values({ intensiveId, userId, seats: 1, joinedAt: at, ...ended })
    .returning();
  const [hold] = await db
    .insert(tables.holds)
    .values({ intensiveId, userId, kind: 'OFFER', seats: 1, takenAt: at, releasedAt: at })
    .returning();
  await db.insert(tables.waitlistOffers).values({
    ...{ entryId: entry?.id as never, holdId: hold?.id as never, declineHash: Buffer.from(`decline ${hold?.id}`) },
    ...{ offeredAt: at, answeredAt: at, answer: 'TAKEN' },
  });
};

type Money = Of &
  Waiting &
  Pick<typeof tables.registrations.$inferSelect, 'holdId'> & { registrationId: never | string };

const addMoney = async (db: Database, { userId, organizationId, at, text, intensiveId, ...place }: Money) => {
  const { holdId, registrationId } = place;
  const [price] = await db
    .select()
    .from(tables.intensivePrices)
    .where(eq(tables.intensivePrices.intensiveId, intensiveId));
  const priceId = price?.id as never;
  await db.insert(tables.scholarships).values({ intensiveId, userId, priceId, grantedAt: at });
  const tax = { treatment: 'EXEMPT', rateHundredths: 0, registrationNumber: 'X', words: 'W', source: 'S' } as const;
  const sums = { netMinor: 5_000, taxMinor: 0, totalMinor: 5_000 };
  const [order] = await db
    .insert(tables.orders)
    .values({
      ...{ organizationId, intensiveId, placedBy: userId, holdId, priceId, currency: 'USD', settlement: 'CHECKOUT' },
      ...{ payerKind: 'PERSON', payerName: text, payerAddress: text, payerCountry: 'US', payerTaxId: text },
      ...{ payerEmail: text, purchaseOrder: text, soldAs: 'Session', tax, ...sums },
      policy: { ...POLICY, sha256: 'f'.repeat(64), acceptedAt: at.toISOString() },
      ...{ madeAt: at, settledAt: at, keptUntil: '2026-12-31' },
    })
    .returning();
  if (order === undefined) throw new Error('no order was inserted');
  const { id: orderId } = order;
  const line = { orderId, position: 1, kind: 'PLACE', registrationId: registrationId as never } as const;
  await db
    .insert(tables.orderLines)
    .values({ ...line, description: 'Session', priceMinor: 5_000, discountMinor: 0, ...sums });
  await db.insert(tables.installments).values({ orderId, ordinal: 1, amountMinor: 5_000, dueOn: '2026-12-01' });
  const mine = { account: 'acct_1', livemode: false, currency: 'USD' };
  await db.insert(tables.checkouts).values({
    ...{ orderId, holdId, attempt: 1, amountMinor: 5_000, state: 'COMPLETE', sessionId: `cs_${orderId}`, url: text },
    ...{ ...mine, expiresAt: at, madeAt: at },
  });
  const [payment] = await db
    .insert(tables.payments)
    .values({
      ...{ orderId, method: 'STRIPE', amountMinor: 5_000, paymentIntentId: `pi_${orderId}`, evidence: text },
      ...{ ...mine, receivedAt: at, recordedAt: at },
    })
    .returning();
  const paymentId = payment?.id as never;
  await db.insert(tables.refunds).values({
    ...{ orderId, paymentId, amountMinor: 100, cause: 'ORGANIZER', reason: text, state: 'SUCCEEDED' },
    ...{ ...mine, requestedAt: at, settledAt: at },
  });
  await db.insert(tables.disputes).values({
    ...{ paymentId, stripeDisputeId: `du_${orderId}`, amountMinor: 100, reason: 'general', status: 'won' },
    ...{ ...mine, openedAt: at, readAt: at },
  });
  const payer = { kind: 'PERSON', name: text, address: null, country: 'US', taxId: null, purchaseOrder: null } as const;
  const facts = { seller: { name: 'S', address: 'A', registrationNumber: null }, currency: 'USD', lines: [], ...sums };
  await db.insert(tables.invoices).values({
    ...{ organizationId, orderId, series: 'INVOICE', number: 900_000 + Math.floor(Math.random() * 90_000), payer },
    ...{ label: `INV-${orderId.slice(-6)}`, facts: { ...facts, tax, dueOn: null, paidMinor: 5_000, corrects: null } },
    ...{ issuedOn: '2026-11-23', issuedAt: at },
  });
  await db.insert(tables.balanceRows).values({
    ...{ stripeId: `txn_${orderId}`, account: 'acct_1', livemode: false, type: 'charge', currency: 'USD' },
    ...{ amountMinor: 5_000, feeMinor: 175, netMinor: 4_825, occurredAt: at },
  });
};
