import type { IntensiveKind } from '../../../drizzle/tables/intensives.ts';
import type { RegistrationState } from '../../../drizzle/tables/registrations.ts';
import { soldAs } from '../../intensives/rules/shown.ts';
import type { MailedCalendar } from './calendar/files.ts';
import { MONEY_TEXTS } from './moneyTexts.ts';
import type { Because } from './states.ts';

/** The mails about an intensive. Their words are in server/mail/texts. */
export const EVENT_TEXTS = [
  'APPLICATION_RECEIVED',
  'APPLICATION_NOT_ACCEPTED',
  'ACCEPTED_WAITS',
  'PLACE_OFFERED',
  'PLACE_CONFIRMED',
  'HOLD_ENDS',
  'HOLD_ENDED',
  'PLACE_CANCELLED',
  'PLACE_ENDED',
  'PLACE_TRANSFERRED',
  'PLACE_MOVED',
  'EVENT_CANCELLED',
  'CHANGE_ASKED',
  'WAITLIST_OFFERED',
  'WAITLIST_PASSED',
  'WAITLIST_CLOSED',
  'PAIR_INVITED',
  'PLACE_LINK',
  ...MONEY_TEXTS,
] as const;
export type EventText = (typeof EVENT_TEXTS)[number];

export type MailFacts = Record<string, string | number | string[] | null>;

/** What the sending job looks up by these facts: the row for which it makes a secret link. */
const LINKED: Partial<Record<EventText, 'offerId' | 'pairId' | 'registrationId'>> = {
  WAITLIST_OFFERED: 'offerId',
  PAIR_INVITED: 'pairId',
  PLACE_LINK: 'registrationId',
};
export const linkOf = (text: EventText) => LINKED[text] ?? null;

/** What the mails that begin or end a confirmed place do in calendars. All others carry no file. */
const IN_CALENDARS: Partial<Record<EventText, MailedCalendar['method']>> = {
  PLACE_CONFIRMED: 'REQUEST',
  PLACE_MOVED: 'REQUEST',
  CHANGE_ASKED: 'REQUEST',
  PLACE_CANCELLED: 'CANCEL',
  PLACE_ENDED: 'CANCEL',
  PLACE_TRANSFERRED: 'CANCEL',
  EVENT_CANCELLED: 'CANCEL',
};
export const calendarMethodOf = (text: EventText) => IN_CALENDARS[text] ?? null;

type Named = { kind: IntensiveKind; title: string; neutralName: string | null; timeZone: string };

/** What every mail may say of an intensive: a training's title. An event with a neutral name is "your place" and no more. */
export function factsOf(named: Named): MailFacts {
  return { name: named.kind === 'TRAINING' ? soldAs(named) : null, timeZone: named.timeZone };
}

const OF_STATE: Record<RegistrationState, EventText | null> = {
  APPLIED: 'APPLICATION_RECEIVED',
  OFFERED: 'PLACE_OFFERED',
  HELD: null,
  AWAITING_PAYMENT: null,
  CONFIRMED: 'PLACE_CONFIRMED',
  DECLINED: 'APPLICATION_NOT_ACCEPTED',
  LAPSED: 'HOLD_ENDED',
  CANCELLED: 'PLACE_CANCELLED',
  TRANSFERRED: 'PLACE_TRANSFERRED',
};

const OF_REASON: Partial<Record<Because, EventText | null>> = {
  ACCEPTED_WAITS: 'ACCEPTED_WAITS',
  MOVED: 'PLACE_MOVED',
  PLACE_ENDED: 'PLACE_ENDED',
  EVENT_CANCELLED: 'EVENT_CANCELLED',
  WAITLIST_CLOSED: 'WAITLIST_CLOSED',
  ERASED: null,
};

/** The mail that tells a person of a state; null when there is none. */
export function mailOf(state: RegistrationState, because: Because): EventText | null {
  const ofReason = OF_REASON[because];
  return ofReason === undefined ? OF_STATE[state] : ofReason;
}
