import { type SQL, sql } from 'drizzle-orm';
import type { AccommodationRequestId, RegistrationId, UserId } from '../../../drizzle/ids.ts';
import type { AccommodationState } from '../../../drizzle/tables/accommodations.ts';

/** A line of a request's history, as JSON has it. */
export type StoredState = {
  id: string;
  ordinal: number;
  state: AccommodationState;
  sealedAnswer: string | null;
  sealedReason: string | null;
  /** Who answered; null for what the person did, and where no name is known. */
  byName: string | null;
  at: string;
};

/** A request, as JSON has it. Sealed texts are in base64. */
export type StoredRequest = {
  id: AccommodationRequestId;
  registrationId: RegistrationId;
  userId: UserId;
  sealedNeed: string | null;
  fromOn: string | null;
  untilOn: string | null;
  mailAnswer: boolean;
  askedAt: string;
  states: StoredState[];
};

/** A row q of accommodation_requests with its history, as JSON. */
export const WHOLE: SQL = sql`json_build_object('id', q.id, 'registrationId', q.registration_id, 'userId', q.user_id,
    'sealedNeed', encode(q.sealed_need, 'base64'), 'fromOn', q.from_on, 'untilOn', q.until_on,
    'mailAnswer', q.mail_answer, 'askedAt', q.asked_at, 'states', (select json_agg(json_build_object('id', s.id, 'ordinal', s.ordinal, 'state', s.state,
        'sealedAnswer', encode(s.sealed_answer, 'base64'), 'sealedReason', encode(s.sealed_reason, 'base64'),
        'byName', case when s.by_user_id <> s.user_id then (select f.legal_name from profiles f where f.user_id = s.by_user_id) end,
        'at', s.at) order by s.ordinal)
      from accommodation_states s where s.request_id = q.id))`;
