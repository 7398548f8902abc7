import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../../drizzle/client.ts';
import type {
  AccommodationRequestId,
  IntensiveId,
  OrganizationId,
  RegistrationId,
  UserId,
} from '../../../drizzle/ids.ts';
import { statement } from '../../../drizzle/statement.ts';
import type { AccommodationState } from '../../../drizzle/tables/accommodations.ts';
import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import { type Window, windowOn } from '../../../drizzle/window.ts';
import { mayAct } from './deciders.ts';
import { type StoredRequest, WHOLE } from './requests.ts';

/** A request in the list of those who must act. What is needed stands in none of it. */
export type ListedRequest = {
  id: AccommodationRequestId;
  registrationId: RegistrationId;
  intensiveId: IntensiveId;
  organizationId: OrganizationId;
  kind: IntensiveKind;
  /** The name of the person’s profile; null when none is stated, and after erasure. */
  name: string | null;
  fromOn: string | null;
  untilOn: string | null;
  askedAt: Date;
  state: AccommodationState;
  changedAt: Date;
  /** Whether it waits for an answer: nobody has answered, and the registration has not ended. */
  waits: boolean;
};

const WAITS: SQL = sql`(s.state = 'ASKED' and r.ended_at is null)`;
const COLUMNS: SQL = sql`q.id, q.registration_id as "registrationId", i.id as "intensiveId", i.organization_id as "organizationId",
    i.kind, (select f.legal_name from profiles f where f.user_id = q.user_id) as name, q.from_on as "fromOn", q.until_on as "untilOn",
    q.asked_at as "askedAt", s.state, s.at as "changedAt", ${WAITS} as waits`;
const FROM: SQL = sql`from accommodation_requests q join registrations r on r.id = q.registration_id
    join intensives i on i.id = r.intensive_id
    join lateral (select l.state, l.at from accommodation_states l where l.request_id = q.id order by l.ordinal desc limit 1) s on true`;

type Asked = { organizationId: OrganizationId; userId: UserId; waits: boolean | null };

const listed = statement<Asked & Window, ListedRequest>(
  'accommodations_of_organization',
  (p) => sql`select ${COLUMNS} ${FROM}
    where i.organization_id = ${p('organizationId')}::uuid and ${mayAct(sql`${p('userId')}`)}
      and (${p('waits')}::boolean is null or ${WAITS} = ${p('waits')}::boolean) and ${windowOn('q.id')}`,
);

/** The requests that this person may act on, the newest first, within a page's window. `waits` null: all. */
export function listedRequests(db: Database, asked: Asked & Window): Promise<ListedRequest[]> {
  return listed(db, asked);
}

export type OpenedRow = ListedRequest & { whole: StoredRequest };

const opened = statement<{ id: AccommodationRequestId; userId: UserId }, OpenedRow>(
  'accommodation_for_answer',
  (p) => sql`select ${COLUMNS}, ${WHOLE} as whole ${FROM}
    where q.id = ${p('id')}::uuid and ${mayAct(sql`${p('userId')}`)}`,
);

/** A request with its sealed texts, for somebody who may act on it; null for everybody else. */
export async function requestFor(
  db: Database,
  { id, userId }: { id: AccommodationRequestId | null; userId: UserId },
): Promise<OpenedRow | null> {
  return id === null ? null : ((await opened(db, { id, userId }))[0] ?? null);
}
