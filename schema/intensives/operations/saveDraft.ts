import { and, eq, getColumns, gt, inArray, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import {
  type CourseVersionId,
  type IntensiveId,
  type IntensiveInstructorId,
  type IntensiveSegmentId,
  newId,
  type OrganizationId,
} from '../../../drizzle/ids.ts';
import {
  courses,
  intensiveInstructors,
  intensivePrices,
  intensiveSegments,
  type intensives,
  taxChoices,
} from '../../../drizzle/schema.ts';
import { didYouMean } from '../../edited/faults.ts';
import { type FieldFault, InvalidInputError } from '../../errors.ts';
import { instructorsOf, pricesOf } from '../queries.ts';
import { withInstants } from '../rules/agenda.ts';
import { type Draft, type DraftInstructor, type DraftPrice, draftFaults, inDraft } from '../rules/draft.ts';
import { saveDays } from './saveDays.ts';

/** The columns of an intensive that a draft fills. Throws InvalidInput with everything that is wrong with it. */
export async function columnsOf(
  tx: Database,
  organizationId: OrganizationId,
  draft: Draft,
): Promise<Omit<typeof intensives.$inferInsert, 'id' | 'organizationId' | 'slug' | 'createdAt'>> {
  const found = await versionOf(tx, organizationId, draft.courseSlug);
  const faults = [...draftFaults(draft), ...found.faults, ...(await taxFaults(tx, organizationId, draft.prices))];
  if (faults.length > 0) throw new InvalidInputError(inDraft(faults));
  const { courseSlug, instructors, segments, prices, ...columns } = draft;
  return { ...columns, courseVersionId: found.versionId };
}

async function versionOf(
  tx: Database,
  organizationId: OrganizationId,
  slug: string | null,
): Promise<{ versionId: CourseVersionId | null; faults: FieldFault[] }> {
  if (slug === null) return { versionId: null, faults: [] };
  const own = await tx
    .select({ slug: courses.slug, versionId: courses.currentVersionId })
    .from(courses)
    .where(eq(courses.organizationId, organizationId));
  const found = own.find((course) => course.slug === slug);
  if (found?.versionId != null) return { versionId: found.versionId, faults: [] };
  const known = didYouMean(
    slug,
    own.map((course) => course.slug),
  );
  const message = `the organization has no published course "${slug}"${known || '; import and publish it first.'}`;
  return { versionId: null, faults: [{ path: 'courseSlug', message }] };
}

async function taxFaults(
  tx: Database,
  organizationId: OrganizationId,
  prices: readonly DraftPrice[],
): Promise<FieldFault[]> {
  const ids = prices.flatMap(({ taxChoiceId }) => taxChoiceId ?? []);
  const known =
    ids.length === 0
      ? []
      : await tx
          .select({ id: taxChoices.id })
          .from(taxChoices)
          .where(and(eq(taxChoices.organizationId, organizationId), inArray(taxChoices.id, ids)));
  return prices.flatMap(({ taxChoiceId }, at) =>
    taxChoiceId === null || known.some(({ id }) => id === taxChoiceId)
      ? []
      : [{ path: `prices.${at}.taxChoiceId`, message: 'is no choice of tax of your organization.' }],
  );
}

/** Writes agenda, instructors and prices; what a person may have bought or seen is kept as removed. */
export async function saveParts(
  tx: Database,
  id: IntensiveId,
  draft: Draft,
  { now, zoneData }: { now: Date; zoneData: string },
): Promise<void> {
  const idOf = await saveInstructors(tx, id, draft.instructors, now);
  const derived = withInstants(draft.segments);
  if (!derived.ok) throw new InvalidInputError(inDraft(derived.faults));
  const rows = derived.segments.map(({ instructors, ...segment }, at) => ({
    ...{ ...segment, intensiveId: id, position: at + 1, zoneData },
    instructorIds: instructors.flatMap((name) => idOf.get(name) ?? []),
  }));
  await saveSegments(tx, id, rows);
  await saveDays(tx, id, { segments: derived.segments, now });
  await savePrices(tx, id, draft.prices, now);
}

type Segment = Omit<typeof intensiveSegments.$inferInsert, 'id'>;

/** A part that has its place already keeps its id: sign-ins name it. */
async function saveSegments(tx: Database, id: IntensiveId, rows: readonly Segment[]): Promise<void> {
  await tx
    .delete(intensiveSegments)
    .where(and(eq(intensiveSegments.intensiveId, id), gt(intensiveSegments.position, rows.length)));
  if (rows.length === 0) return;
  await tx
    .insert(intensiveSegments)
    .values(rows.map((row) => ({ id: newId<IntensiveSegmentId>(), ...row })))
    .onConflictDoUpdate({ target: [intensiveSegments.intensiveId, intensiveSegments.position], set: ALL_FACTS });
}

const { id: _id, intensiveId: _intensive, position: _position, ...facts } = getColumns(intensiveSegments);
/** Every other column, as the new row has it. */
const ALL_FACTS = Object.fromEntries(
  Object.entries(facts).map(([key, { name }]) => [key, sql`excluded.${sql.identifier(name)}`]),
);

async function saveInstructors(tx: Database, id: IntensiveId, wanted: readonly DraftInstructor[], now: Date) {
  const before = await instructorsOf(tx, id);
  const idOf = new Map<string, IntensiveInstructorId>();
  for (const [at, { name, credentials, disclosure }] of wanted.entries()) {
    const same = before.find(
      (one) => one.name === name && one.credentials === credentials && one.disclosure === disclosure,
    );
    const instructorId = same?.id ?? newId<IntensiveInstructorId>();
    idOf.set(name, instructorId);
    if (same === undefined)
      await tx
        .insert(intensiveInstructors)
        .values({ id: instructorId, intensiveId: id, name, credentials, disclosure, position: at + 1 });
    else
      await tx
        .update(intensiveInstructors)
        .set({ position: at + 1 })
        .where(eq(intensiveInstructors.id, instructorId));
  }
  const kept = new Set(idOf.values());
  const gone = before.flatMap((one) => (kept.has(one.id) ? [] : [one.id]));
  if (gone.length > 0)
    await tx.update(intensiveInstructors).set({ removedAt: now }).where(inArray(intensiveInstructors.id, gone));
  return idOf;
}

const priceFacts = ({ label, kind, amountMinor, startsAt, endsAt, places, taxChoiceId }: DraftPrice): string =>
  JSON.stringify([label, kind, amountMinor, startsAt, endsAt, places, taxChoiceId]);

/** An equal price keeps its row, so that its places go on being counted. */
async function savePrices(tx: Database, id: IntensiveId, wanted: readonly DraftPrice[], now: Date): Promise<void> {
  const before = await pricesOf(tx, id);
  const free = [...before];
  for (const [at, price] of wanted.entries()) {
    const found = free.findIndex((one) => priceFacts(one) === priceFacts(price));
    const [same] = found < 0 ? [] : free.splice(found, 1);
    const { label, kind, amountMinor, startsAt, endsAt, places, taxChoiceId } = price;
    if (same === undefined)
      await tx.insert(intensivePrices).values({
        ...{ intensiveId: id, position: at + 1, label, kind, amountMinor, startsAt, endsAt, places, taxChoiceId },
      });
    else
      await tx
        .update(intensivePrices)
        .set({ position: at + 1 })
        .where(eq(intensivePrices.id, same.id));
  }
  const gone = free.map((one) => one.id);
  if (gone.length > 0)
    await tx.update(intensivePrices).set({ removedAt: now }).where(inArray(intensivePrices.id, gone));
}
