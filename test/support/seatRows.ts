import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../../drizzle/client.ts';
import { type HoldId, type IntensiveId, newId, type OrganizationId, type UserId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import type { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import { type UserAct, userAct } from '../../schema/act.ts';
import { lockIntensive } from '../../schema/intensives/queries.ts';
import { type HoldAsked, type HoldRow, takeHold } from '../../schema/registrations/operations/takeHold.ts';
import { newLearner } from './world.ts';

/** A moment of all verbs here. Holds end by the database's clock, whatever this says. */
export const NOW = new Date('2026-11-26T09:00:00Z');

/** An organization that offers events. */
export const addOrganization = async (db: Database): Promise<OrganizationId> => {
  const id = newId<OrganizationId>();
  await db.insert(tables.organizations).values({
    id,
    slug: `institute-${id}`,
    legalName: 'Sample Institute',
    timeZone: 'Pacific/Auckland',
    address: ['1 Example Street'],
    website: 'https://institute.example.org',
    email: 'hello@institute.example.org',
    grievanceContact: 'grievances@institute.example.org',
    accommodationContact: 'access@institute.example.org',
  });
  return id;
};

type Terms = Partial<typeof tables.intensives.$inferInsert> & { priceMinor?: number; startsAt?: Date };

/** A published consultation without a course, open for a long time, with one part and one price. */
export const addIntensive = async (db: Database, terms: Terms = {}): Promise<IntensiveId> => {
  const { priceMinor = 0, startsAt = new Date('2090-03-01T09:00:00Z'), ...row } = terms;
  const organizationId = row.organizationId ?? (await addOrganization(db));
  const id = newId<IntensiveId>();
  await db.insert(tables.intensives).values({
    slug: `event-${randomUUID()}`,
    kind: 'CONSULTATION',
    title: 'After an affair',
    neutralName: 'Session',
    description: 'A consultation.',
    timeZone: 'America/New_York',
    place: 'Online',
    link: 'https://meet.example.org/secret',
    capacity: 10,
    admission: 'OPEN',
    currency: 'USD',
    registrationOpensAt: new Date('2020-01-01T00:00:00Z'),
    registrationClosesAt: new Date('2090-01-01T00:00:00Z'),
    offerHours: 48,
    policy: { refundTiers: [], transferUntil: { unit: 'CALENDAR_DAYS', count: 7 }, text: 'As agreed.' },
    createdAt: NOW,
    publishedAt: NOW,
    ...row,
    ...{ id, organizationId },
  });
  await db.insert(tables.intensiveSegments).values({
    ...{ intensiveId: id, position: 1, title: 'Part one', kind: 'NOT_FOR_CREDIT', format: 'LIVE_ONLINE' },
    ...{
      day: '2090-03-01',
      wallTime: '04:00',
      timeZone: 'America/New_York',
      minutes: 60,
      topics: [],
      instructorIds: [],
    },
    ...{ startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), zoneData: '2026b' },
  });
  const taxChoiceId = priceMinor === 0 ? null : await addTaxChoice(db, organizationId);
  const price = { intensiveId: id, position: 1, label: 'Place', kind: 'STANDARD', amountMinor: priceMinor } as const;
  await db.insert(tables.intensivePrices).values({ ...price, taxChoiceId });
  return id;
};

const addTaxChoice = async (db: Database, organizationId: OrganizationId) => {
  const [row] = await db
    .insert(tables.taxChoices)
    .values({
      ...{ organizationId, label: 'None', treatment: 'NOT_REGISTERED', rateHundredths: 0, words: 'No tax.' },
      ...{ source: 'https://tax.example.org', reason: 'A sample.', startsOn: '2020-01-01', recordedAt: NOW },
    })
    .returning();
  return row?.id ?? null;
};

export const addMember = async (
  db: Database,
  organizationId: OrganizationId,
  role: (typeof MEMBER_ROLES)[number],
): Promise<UserId> => {
  const userId = await newLearner(db);
  await db.insert(tables.memberships).values({ userId, organizationId, role });
  return userId;
};

export const person = (db: Database): Promise<UserId> => newLearner(db, 'Kim Example');
export const people = (db: Database, count: number): Promise<UserId[]> =>
  Promise.all(Array.from({ length: count }, () => person(db)));

export const actOf = (userId: UserId, now = NOW): UserAct => userAct(userId, now, 'test');

/** Keeps seats for a person as a checkout does, in a transaction of its own. */
export const hold = (
  db: Database,
  intensiveId: IntensiveId,
  userId: UserId,
  asked: Partial<Omit<HoldAsked, 'intensive' | 'userId'>> = {},
): Promise<HoldRow & { returned: boolean }> =>
  db.transaction(async (tx) => {
    const intensive = await lockIntensive(tx, intensiveId);
    const usual = { kind: 'CHECKOUT', seats: 1, expiresInSeconds: 1860, marginSeconds: 600 } as const;
    return takeHold(tx, actOf(userId), { intensive, userId, ...usual, ...asked });
  });

/** Lets a hold's time pass: its ends lie so many seconds before this moment by the database's clock. */
export const passBy = async (db: Database, holdId: HoldId, seconds = 1): Promise<void> => {
  const before = sql`clock_timestamp() - ${seconds}::int * interval '1 second'`;
  await db.update(tables.holds).set({ expiresAt: before, freesAt: before }).where(eq(tables.holds.id, holdId));
};

export const registrationsIn = (db: Database, intensiveId: IntensiveId) =>
  db.select().from(tables.registrations).where(eq(tables.registrations.intensiveId, intensiveId));

/** The texts of the mails in the outbox for a person, oldest first. */
export const mailsTo = async (db: Database, userId: UserId): Promise<string[]> => {
  const rows = await db.select().from(tables.eventMails).where(eq(tables.eventMails.userId, userId));
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1)).map(({ text }) => text);
};
