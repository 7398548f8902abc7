import type { Database } from '../../../drizzle/client.ts';
import type { AccommodationRequestId, OrganizationId } from '../../../drizzle/ids.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import type { Act } from '../../act.ts';
import { recordEvent } from '../../events/operations.ts';
import { isDiscreet } from '../../intensives/rules/shown.ts';

type Verb = 'ACCOMMODATION_REQUESTED' | 'ACCOMMODATION_WITHDRAWN' | 'ACCOMMODATION_ANSWERED' | 'ACCOMMODATION_READ';
type Of = { id: AccommodationRequestId; organizationId: OrganizationId; kind: IntensiveKind; as?: AuditActor };

/**
 * Records what was done to a request, by its id and without a word of it. For a therapy event the line stands in no organization's
 * audit log, because its readers may not know that anybody asked.
 */
export async function recordDiscreetly(tx: Database, act: Act, verb: Verb, of: Of): Promise<void> {
  const { id, organizationId, kind, as } = of;
  await recordEvent(tx, act, verb, {
    objectId: id,
    organizationId: isDiscreet({ kind }) ? null : organizationId,
    ...(as !== undefined && { as }),
  });
}
