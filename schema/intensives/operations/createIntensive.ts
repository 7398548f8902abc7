import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import { intensives } from '../../../drizzle/schema.ts';
import type { UserAct } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { SlugTakenError } from '../errors.ts';
import type { Draft } from '../rules/draft.ts';
import { columnsOf, saveParts } from './saveDraft.ts';

type New = { organizationId: OrganizationId | null; slug: string; draft: Draft; zoneData: string };

/** Creates an intensive as a draft that only members see. Throws NotFound, Forbidden, InvalidInput, SlugTaken. */
export async function createIntensive(
  db: Database,
  act: UserAct,
  { slug, draft, zoneData, ...asked }: New,
): Promise<{ intensiveId: IntensiveId }> {
  return db.transaction(async (tx) => {
    const { organizationId, as } = await requirePermission(tx, act, {
      permission: 'MANAGE_INTENSIVES',
      organizationId: asked.organizationId,
      what: 'The organization',
    });
    const columns = await columnsOf(tx, organizationId, draft);
    const [row] = await tx
      .insert(intensives)
      .values({ ...columns, organizationId, slug, createdAt: act.now })
      .onConflictDoNothing({ target: intensives.slug })
      .returning({ id: intensives.id });
    if (row === undefined) throw new SlugTakenError(slug);
    await saveParts(tx, row.id, draft, { now: act.now, zoneData });
    await recordEvent(tx, act, 'INTENSIVE_CREATED', { objectId: row.id, organizationId, as });
    return { intensiveId: row.id };
  });
}
