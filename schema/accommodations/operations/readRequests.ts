import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import type { AccommodationRequestId, OrganizationId } from '../../../drizzle/ids.ts';
import { instantOf } from '../../../drizzle/statement.ts';
import type { AccommodationState } from '../../../drizzle/tables/accommodations.ts';
import type { AuditActor } from '../../../drizzle/tables/events.ts';
import type { Window } from '../../../drizzle/window.ts';
import type { UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { recordEvent } from '../../events/operations.ts';
import { isDiscreet } from '../../intensives/rules/shown.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { type ListedRequest, listedRequests, requestFor } from '../queries/inbox.ts';
import type { StoredRequest } from '../queries/requests.ts';
import { recordDiscreetly } from './recordDiscreetly.ts';
import { openText } from './sealedTexts.ts';

/** A line of a request's history, in words. */
export type OpenedState = {
  ordinal: number;
  state: AccommodationState;
  answer: string | null;
  reason: string | null;
  byName: string | null;
  at: Date;
};
/** A request in words. The need is null after erasure. */
export type OpenedRequest = Pick<StoredRequest, 'id' | 'registrationId' | 'fromOn' | 'untilOn' | 'mailAnswer'> & {
  need: string | null;
  askedAt: Date;
  states: OpenedState[];
};
/** A request as those who must act read it. */
export type ReadRequest = ListedRequest & { opened: OpenedRequest };

/** A request in words, for its person and for those who may act on it. */
export function openRequest(vault: Vault, { sealedNeed, askedAt, states, ...request }: StoredRequest): OpenedRequest {
  return {
    ...request,
    need: openText(vault, sealedNeed, { id: request.id, what: 'need' }),
    askedAt: instantOf(askedAt),
    states: states.map(({ id, sealedAnswer, sealedReason, at, ...state }) => ({
      ...state,
      answer: openText(vault, sealedAnswer, { id, what: 'answer' }),
      reason: openText(vault, sealedReason, { id, what: 'reason' }),
      at: instantOf(at),
    })),
  };
}

const PERMISSION = 'ANSWER_ACCOMMODATIONS';
type List = { organizationId: OrganizationId; waits: boolean | null };

/** Whether a member may read such a list at all, and in which role. Throws NotFound and Forbidden. */
export function requireReader(db: Database, act: UserAct, { organizationId }: Pick<List, 'organizationId'>) {
  return requirePermission(db, act, { permission: PERMISSION, organizationId, what: 'The organization' });
}

/**
 * A page of the requests that a member may act on. The reading is recorded by the ids of what was listed; those of therapy events
 * outside the organization's audit log.
 */
export async function listRequests(
  db: Database,
  act: UserAct,
  { organizationId, waits, as, window }: List & { as: AuditActor; window: Window },
): Promise<ListedRequest[]> {
  return db.transaction(async (tx) => {
    const rows = await listedRequests(tx, { organizationId, userId: act.userId, waits, ...window });
    const record = (shown: readonly ListedRequest[], of: OrganizationId | null) =>
      recordEvent(tx, act, 'ACCOMMODATIONS_LISTED', {
        ...{ objectId: organizationId, organizationId: of, as },
        details: { accommodationRequestIds: shown.map(({ id }) => id) },
      });
    const discreet = rows.filter(isDiscreet);
    await record(
      rows.filter((row) => !isDiscreet(row)),
      organizationId,
    );
    if (discreet.length > 0) await record(discreet, null);
    return rows;
  });
}

type One = { organizationId: OrganizationId; requestId: AccommodationRequestId | null; vault: Vault };

/** One request with everything in it; the reading is recorded by its id. Throws NotFound and Forbidden. */
export async function readRequest(
  db: Database,
  act: UserAct,
  { organizationId, requestId, vault }: One,
): Promise<ReadRequest> {
  return db.transaction(async (tx) => {
    const { as } = await requireReader(tx, act, { organizationId });
    const row = await requestFor(tx, { id: requestId, userId: act.userId });
    if (row === null || row.organizationId !== organizationId) throw new NotFoundError('The request');
    await recordDiscreetly(tx, act, 'ACCOMMODATION_READ', { ...row, as });
    const { whole, ...listed } = row;
    return { ...listed, opened: openRequest(vault, whole) };
  });
}
