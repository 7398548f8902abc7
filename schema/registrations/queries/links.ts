import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { IntensiveId, PairId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { secretHash } from '../rules/secrets.ts';

/** Whether the code of a link can be used, or was used. */
export type CodeState = 'OPEN' | 'USED';
type Found = { state: CodeState };

const ofPlace = statement<{ hash: Buffer }, Found>(
  'state_of_place_link',
  (p) => sql`select case when r.claimed_at is null then 'OPEN' else 'USED' end as state
    from registrations r where r.claim_hash = ${p('hash')} and r.ended_at is null`,
);

const ofInvitation = statement<{ hash: Buffer }, Found>(
  'state_of_invitation',
  (p) => sql`select case when q.joined_at is null then 'OPEN' else 'USED' end as state
    from pairs q where q.invite_hash = ${p('hash')} and q.ended_at is null`,
);

const STATES = { claimPlace: ofPlace, acceptPair: ofInvitation };

/** What the code of a link to a place, or of an invitation, is good for; null when it opens nothing. */
export async function stateOfCode(
  db: Database,
  { secret, mutation }: { secret: string; mutation: keyof typeof STATES },
): Promise<CodeState | null> {
  const hash = secretHash(secret);
  return hash === null ? null : ((await STATES[mutation](db, { hash }))[0]?.state ?? null);
}

type Invites = { intensiveId: IntensiveId; pair: { id: PairId; invitedSha256: Buffer | null } | null };
type InvitesRow = { intensiveId: IntensiveId; pairId: PairId | null; invitedSha256: Buffer | null };

const invites = statement<{ hash: Buffer }, InvitesRow>(
  'invitation_of_code',
  (p) => sql`select r.intensive_id as "intensiveId", null::uuid as "pairId", null::bytea as "invitedSha256"
      from registrations r join intensives i on i.id = r.intensive_id
      where r.claim_hash = ${p('hash')} and r.ended_at is null and r.claimed_at is null and i.cancelled_at is null
    union all
    select q.intensive_id, q.id, q.invited_sha256 from pairs q join intensives i on i.id = q.intensive_id
      where q.invite_hash = ${p('hash')} and q.ended_at is null and q.joined_at is null and i.cancelled_at is null`,
);

/** The event to which a code that nobody has used invites, and its pair, if it is of one; null when it opens nothing. */
export async function invitationOf(db: Database, hash: Buffer): Promise<Invites | null> {
  const [found] = await invites(db, { hash });
  if (found === undefined) return null;
  const { intensiveId, pairId, invitedSha256 } = found;
  return { intensiveId, pair: pairId === null ? null : { id: pairId, invitedSha256 } };
}
