import { eq } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../../drizzle/ids.ts';
import { careSettings, organizations } from '../../../drizzle/schema.ts';
import { USUAL_RETENTION_DAYS } from '../../../drizzle/tables/care.ts';
import type { UserAct } from '../../act.ts';
import { InvalidInputError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { hasPermission } from '../../organizations/queries.ts';
import { CareNotSetUpError } from '../errors.ts';
import { type CareSettings, careSettingsOf } from '../queries/settings.ts';
import { type CareFacts, isWhole, missingFacts, type WholeCareFacts } from '../rules/settings.ts';

type Saving = CareFacts & {
  organizationId: OrganizationId | null;
  retentionDays: number;
  retentionLaw: string | null;
};

const LAW_NEEDED = {
  path: 'retentionLaw',
  message: `To keep records longer than ${USUAL_RETENTION_DAYS} days after an event, name the law that asks for it.`,
};

/**
 * Says who is responsible for care in an organization, by which law and agreements, whole: it replaces what was said. Once everything
 * is said, care is open, and pairs are met alone before they get their place. Throws NotFound, Forbidden, InvalidInput.
 */
export async function setCareSettings(
  db: Database,
  act: UserAct,
  { organizationId: asked, ...settings }: Saving,
): Promise<{ organizationId: OrganizationId }> {
  if (settings.retentionDays > USUAL_RETENTION_DAYS && settings.retentionLaw === null)
    throw new InvalidInputError([LAW_NEEDED]);
  return db.transaction(async (tx) => {
    const permission = { permission: 'MANAGE_CARE', organizationId: asked, what: 'The organization' } as const;
    const { organizationId, as } = await requirePermission(tx, act, permission);
    // Two owners who save at the same moment leave the switch as the newer row says.
    await tx.select().from(organizations).where(eq(organizations.id, organizationId)).for('no key update');
    await tx.insert(careSettings).values({ ...settings, organizationId, savedBy: act.userId, savedAt: act.now });
    const screensPairs = isWhole(settings);
    await tx.update(organizations).set({ screensPairs }).where(eq(organizations.id, organizationId));
    await recordEvent(tx, act, 'CARE_SET', { objectId: organizationId, organizationId, as });
    return { organizationId };
  });
}

/** What an organization says of care, for whoever may set it up; null for everybody else. */
export async function settingsForOwners(
  db: Database,
  { organizationId, userId }: { organizationId: OrganizationId; userId: UserId },
): Promise<CareSettings | null> {
  const may = await hasPermission(db, { organizationId, userId, permission: 'MANAGE_CARE' });
  return may ? careSettingsOf(db, organizationId) : null;
}

/** The settings of an organization, with nothing missing. Throws CareNotSetUp. */
export async function requireCare(db: Database, organizationId: OrganizationId): Promise<WholeCareFacts<CareSettings>> {
  const settings = await careSettingsOf(db, organizationId);
  if (!isWhole(settings)) throw new CareNotSetUpError(missingFacts(settings));
  return settings;
}
