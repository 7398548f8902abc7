import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
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
