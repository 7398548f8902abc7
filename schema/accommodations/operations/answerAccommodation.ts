import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { type AccommodationRequestId, newId } from '../../../drizzle/ids.ts';
import { accommodationStates } from '../../../drizzle/schema.ts';
import { laterOf, type UserAct } from '../../act.ts';
import { NotFoundError } from '../../errors.ts';
import { intensiveById } from '../../intensives/queries.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { AccommodationChangedError, TooManyAccommodationsError } from '../errors.ts';
import { type OpenedRow, requestFor } from '../queries/inbox.ts';
import { type Answer, isMailed, MOST_STATES, mayAnswer } from '../rules/states.ts';
import { lockRequest } from './lockRequest.ts';
import { openRequest, type ReadRequest } from './readRequests.ts';
import { recordDiscreetly } from './recordDiscreetly.ts';
import { sealText } from './sealedTexts.ts';
import { tellPerson } from './tellOfRequest.ts';

type Given = { decision: Answer; answer: string; reason: string | null };
type Asked = Given & { requestId: AccommodationRequestId | null; basedOn: number; vault: Vault };

/**
 * Answers a request, or answers it anew. `basedOn` is how many states its writer saw: of two who answer at once, one does. The same
 * answer again changes nothing. Throws NotFound to everybody who may not act on it, AccommodationChanged, TooManyAccommodations.
 */
export async function answerAccommodation(
  db: Database,
  act: UserAct,
  { requestId, basedOn, vault, ...given }: Asked,
): Promise<ReadRequest> {
  return db.transaction(async (tx) => {
    const { userId } = act;
    const before = (await lockRequest(tx, requestId)) ? await requestFor(tx, { id: requestId, userId }) : null;
    if (before === null) throw new NotFoundError('The request');
    const { organizationId } = before;
    const asked = { permission: 'ANSWER_ACCOMMODATIONS', organizationId, what: 'The request' } as const;
    const { as } = await requirePermission(tx, act, asked);
    if (isSame(vault, before, { ...given, basedOn })) return read(vault, before);
    const ordinal = requireAnswerable(before, basedOn) + 1;
    await write(tx, act, { before, ordinal, given, vault });
    await recordDiscreetly(tx, act, 'ACCOMMODATION_ANSWERED', { ...before, as });
    const intensive = await intensiveById(tx, before.intensiveId);
    if (intensive !== null && isMailed({ ...intensive, ...before.whole }))
      await tellPerson(tx, intensive, { ...before.whole, ordinal });
    const after = await requestFor(tx, { id: requestId, userId });
    if (after === null) throw new Error('a request is gone after its own answer');
    return read(vault, after);
  });
}

const read = (vault: Vault, { whole, ...listed }: OpenedRow): ReadRequest => ({
  ...listed,
  opened: openRequest(vault, whole),
});

/** Whether the newest state is this answer to what its writer saw. */
function isSame(
  vault: Vault,
  { whole }: OpenedRow,
  { decision, answer, reason, basedOn }: Given & { basedOn: number },
) {
  const newest = openRequest(vault, whole).states.at(-1);
  return (
    newest?.ordinal === basedOn + 1 && newest.state === decision && newest.answer === answer && newest.reason === reason
  );
}

function requireAnswerable({ state, whole }: OpenedRow, basedOn: number): number {
  const ordinal = whole.states.length;
  const decision = mayAnswer({ state, ordinal }, basedOn);
  if (decision.ok) return ordinal;
  if (decision.because === 'TOO_MANY') throw new TooManyAccommodationsError(MOST_STATES);
  throw new AccommodationChangedError(state);
}

type Writing = { before: OpenedRow; ordinal: number; given: Given; vault: Vault };

async function write(tx: Database, act: UserAct, { before, ordinal, given, vault }: Writing): Promise<void> {
  const id = newId<never>();
  await tx.insert(accommodationStates).values({
    ...{ id, requestId: before.id, userId: before.whole.userId, byUserId: act.userId, ordinal, state: given.decision },
    sealedAnswer: sealText(vault, given.answer, { id, what: 'answer' }),
    sealedReason: sealText(vault, given.reason, { id, what: 'reason' }),
    at: laterOf(act.now, before.changedAt),
  });
}
