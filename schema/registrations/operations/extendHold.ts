import { sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type { HoldId } from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import { NotFoundError } from '../../errors.ts';
import { MOMENT } from '../../intensives/queries/seats.ts';
import { HoldEndedError, HoldExtendedError } from '../errors.ts';
import { lockOfHold } from './lock.ts';
import type { HoldRow } from './takeHold.ts';

type Ends = Pick<HoldRow, 'id' | 'kind' | 'expiresAt' | 'freesAt' | 'extendedAt'>;

const extend = statement<{ holdId: HoldId; seconds: number }, Ends & { over: boolean }>(
  'extend_hold',
  (p) => sql`with ${MOMENT}, old as (
      select h.id, h.extended_at as before, not (h.released_at is null and h.used_at is null and h.expires_at > m.at) as over
      from moment m, holds h where h.id = ${p('holdId')}
    ), extended as (
      update holds h set extended_at = m.at, expires_at = h.expires_at + ${p('seconds')}::int * interval '1 second',
        frees_at = h.frees_at + ${p('seconds')}::int * interval '1 second'
      from moment m, old where h.id = old.id and not old.over and old.before is null
      returning h.id, h.kind, h.expires_at, h.frees_at
    )
    select x.id, x.kind, x.expires_at as "expiresAt", x.frees_at as "freesAt", old.before as "extendedAt", old.over
    from old left join extended x on true`,
);

/**
 * Moves the end of a hold by so many seconds, once, while it has not ended by the database's clock. Throws NotFound, HoldEnded,
 * HoldExtended.
 */
export async function extendHold(
  tx: Database,
  { holdId, seconds }: { holdId: HoldId; seconds: number },
): Promise<{ expiresAt: Date; freesAt: Date }> {
  await lockOfHold(tx, holdId);
  const [found] = await extend(tx, { holdId, seconds });
  if (found === undefined) throw new NotFoundError('The hold');
  if (found.over) throw new HoldEndedError();
  const { expiresAt, freesAt } = found;
  if (found.extendedAt !== null || expiresAt === null || freesAt === null) throw new HoldExtendedError();
  return { expiresAt, freesAt };
}
