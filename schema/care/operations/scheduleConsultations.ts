import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { createIntensive } from '../../intensives/operations/createIntensive.ts';
import { nameInstructor } from '../../intensives/operations/nameInstructor.ts';
import { publishIntensive } from '../../intensives/operations/publishIntensive.ts';
import { lockTimes } from '../../intensives/operations/requireFree.ts';
import { timesLedBy } from '../../intensives/queries/led.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { clashesOf, type Slot, type SlotPlan, slotsOf } from '../rules/slots.ts';

type Scheduling = {
  organizationId: OrganizationId | null;
  plan: SlotPlan;
  /** The address of the instructor's account; null: none is said. */
  email: string | null;
  /** Whether people may book them at once. */
  publish: boolean;
  zoneData: string;
};

/**
 * Writes free consultations as slots that one person books each, all of them or none, and none while their instructor leads something
 * else of the organization. Throws NotFound, Forbidden, InvalidInput, SlugTaken when one of them was written before, IntensiveNotReady.
 */
export async function scheduleConsultations(
  db: Database,
  act: UserAct,
  { organizationId: asked, plan, email, publish, zoneData }: Scheduling,
): Promise<{ intensiveIds: IntensiveId[] }> {
  return db.transaction(async (tx) => {
    const permission = { permission: 'MANAGE_INTENSIVES', organizationId: asked, what: 'The organization' } as const;
    const { organizationId } = await requirePermission(tx, act, permission);
    const laid = slotsOf(plan, act.now);
    if (!laid.ok) throw new InvalidInputError(laid.faults);
    await lockTimes(tx, organizationId);
    const intensiveIds: IntensiveId[] = [];
    for (const { slug, draft } of laid.slots) {
      const { intensiveId } = await createIntensive(tx, act, { organizationId, slug, draft, zoneData });
      if (email !== null) await nameInstructor(tx, act, { intensiveId, name: plan.instructor.name, email });
      // Times are judged for all of them, below.
      if (publish) await publishIntensive(tx, act, { intensiveId, revision: 1, acceptOverlaps: true });
      intensiveIds.push(intensiveId);
    }
    await requireTime(tx, laid.slots, { organizationId, name: plan.instructor.name, except: intensiveIds });
    return { intensiveIds };
  });
}

type Leading = { organizationId: OrganizationId; name: string; except: readonly IntensiveId[] };

/** Refuses slots that begin while their instructor leads something else. */
async function requireTime(tx: Database, slots: readonly Slot[], leading: Leading): Promise<void> {
  const from = new Date(Math.min(...slots.map(({ startsAt }) => startsAt.getTime())));
  const until = new Date(Math.max(...slots.map(({ endsAt }) => endsAt.getTime())));
  const clashes = clashesOf(
    slots,
    await timesLedBy(tx, { ...leading, names: [leading.name], from, until }),
    leading.name,
  );
  if (clashes.length > 0) throw new InvalidInputError(clashes);
}
