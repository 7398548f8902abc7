import { eq } from 'drizzle-orm';
import type { CourseVersionId, CreditOfferId, OrganizationId } from '../../drizzle/ids.ts';
import * as tables from '../../drizzle/schema.ts';
import type { Held, RuleName, Rules } from '../../schema/accreditation/rules/bodies.ts';
import type { AccreditorValues } from '../../schema/accreditation/rules/values.ts';
import type { World } from './world.ts';

const SOURCE = { title: 'A sample handbook', url: 'https://body.example.org/handbook', readOn: '2026-11-01' };

/** Rules of a sample body: each value is in force since 2026 with the same source. */
export const sampleRules = (values: Partial<AccreditorValues>): Rules =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const held: Held<unknown> = { value, from: '2026-01-01', source: SOURCE, confidence: 'HIGH' };
      return [name as RuleName, held];
    }),
  );

const SAMPLE_UNIT: AccreditorValues['unit'] = {
  kind: 'TIMED',
  code: 'SAMPLE_HOURS',
  singular: 'sample hour',
  plural: 'sample hours',
};

export type OfferOptions = {
  accreditor?: string;
  values?: Partial<AccreditorValues>;
  amountHundredths?: number;
  approval?: Partial<typeof tables.approvals.$inferInsert>;
  states?: { state: (typeof tables.approvalStates.$inferInsert)['state']; from: string; confirmed?: boolean }[];
  offer?: Partial<typeof tables.creditOffers.$inferInsert>;
};

let made = 0;

/** An offer of the sample course's current version under a confirmed approval, written as rows. */
export const addOffer = async (
  { db, courseId }: Pick<World, 'db' | 'courseId'>,
  {
    accreditor = `body-${++made}`,
    values = {},
    amountHundredths = 450,
    approval = {},
    states,
    offer = {},
  }: OfferOptions = {},
): Promise<{ id: CreditOfferId; accreditor: string; organizationId: OrganizationId }> => {
  const at = new Date('2026-01-01T00:00:00Z');
  const [course] = await db.select().from(tables.courses).where(eq(tables.courses.id, courseId));
  if (course?.currentVersionId == null) throw new Error('the sample course is missing');
  const versionId: CourseVersionId = course.currentVersionId;
  const { organizationId } = course;
  const ordinal = ++made;
  const content = { name: `Body of ${accreditor}`, website: 'https://body.example.org/' };
  const [ruleSet] = await db
    .insert(tables.ruleSets)
    .values({ kind: 'ACCREDITOR', key: accreditor, ordinal, hash: 'e'.repeat(64), content, loadedAt: at })
    .returning();
  const [granted] = await db
    .insert(tables.approvals)
    .values({
      organizationId,
      accreditor,
      kind: 'PROVIDER',
      formats: ['SELF_PACED_READING'],
      startsOn: '2026-01-01',
      endsOn: '2030-12-31',
      publishedAt: 'https://body.example.org/providers',
      number: '12345',
      letterName: 'letter.pdf',
      letterSha256: 'd'.repeat(64),
      letter: Buffer.from('%PDF'),
      recordedAt: at,
      ...approval,
    })
    .returning();
  if (ruleSet === undefined || granted === undefined) throw new Error('no row was inserted');
  const history = states ?? [{ state: 'IN_FORCE' as const, from: '2026-01-01' }];
  await db.insert(tables.approvalStates).values(
    history.map(({ confirmed = true, ...state }, at0) => ({
      ...state,
      confirmed,
      approvalId: granted.id,
      ordinal: at0 + 1,
      recordedAt: at,
    })),
  );
  const [inserted] = await db
    .insert(tables.creditOffers)
    .values({
      organizationId,
      versionId,
      approvalId: granted.id,
      ruleSetId: ruleSet.id,
      lines: [{ amountHundredths, format: 'SELF_PACED_READING', category: null, session: null }],
      totalHundredths: amountHundredths,
      calculation: { method: 'WORDS', minutesHundredths: 60 * amountHundredths, inputs: {} },
      rules: sampleRules({ unit: SAMPLE_UNIT, minutesPerUnit: 60, ...values }),
      statement: `Sample Institute is approved by ${content.name}.`,
      opensOn: '2026-01-01',
      specimen: false,
      offeredAt: new Date(at.getTime() + ordinal),
      ...offer,
    })
    .returning();
  if (inserted === undefined) throw new Error('no offer was inserted');
  return { id: inserted.id, accreditor, organizationId };
};

/** A license of a person, written as rows. */
export const addLicenseRow = async (
  { db }: Pick<World, 'db'>,
  license: { userId: (typeof tables.licenses.$inferInsert)['userId'] } & Partial<
    typeof tables.licenseVersions.$inferInsert
  >,
) => {
  const { userId, ...version } = license;
  const at = new Date('2026-01-02T00:00:00Z');
  const [row] = await db.insert(tables.licenses).values({ userId, addedAt: at }).returning();
  if (row === undefined) throw new Error('no license was inserted');
  await db.insert(tables.licenseVersions).values({
    licenseId: row.id,
    ordinal: 1,
    kind: 'FULL',
    profession: 'lmft',
    jurisdiction: 'US-CA',
    required: [],
    checkedBy: 'STATED',
    reason: 'ADDED',
    recordedAt: at,
    ...version,
  });
  return row.id;
};
