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
  'PLACES_ASKED',
  'WAITLIST_OFFERED',
  'WAITLIST_PASSED',
  'WAITLIST_CLOSED',
  'PAIR_INVITED',
  'PLACE_LINK',
  'APPLICATION_WAITS',
  'ACCOMMODATION_WAITS',
  'ACCOMMODATION_ANSWERED',
  'TIME_BOOKED',
  'TIME_FREE',
  'TIME_MOVED',
  ...MONEY_TEXTS,
] as const;
export type EventText = (typeof EVENT_TEXTS)[number];

export type MailFacts = Record<string, string | number | string[] | null>;

/** What a mail says of its event besides its facts. The sending job looks it up. */
export type MailAbout = {
  /** Whether mails name the event, with its times, its place and who offers it: only a training is named. */
  named: boolean;
  timeZone: string;
  startsAt: Date | null;
  endsAt: Date | null;
  /** When the date began from which a place moved. */
  startedAt: Date | null;
  place: string;
  organization: string;
  replyTo: string;
  /** What changed, of a mail about a change. */
  says: string[];
  /** Why the event was canceled. */
  reason: string | null;
  /** Whether somebody who comes with another person is alone so far. */
  alone: boolean;
  /** What its reader pays, or paid, for so many places. */
  price: { amountMinor: number; currency: string; seats: number } | null;
};

/** Mails to members who must do something, or whose time was taken, given up or moved. They know who they are. */
const TO_MEMBERS: readonly EventText[] = [
  'APPLICATION_WAITS',
  'ACCOMMODATION_WAITS',
  'TIME_BOOKED',
  'TIME_FREE',
  'TIME_MOVED',
  'REFUND_TO_SEND',
  'REFUND_STUCK',
  'DISPUTE_OPENED',
];
export const isToMembers = (text: EventText): boolean => TO_MEMBERS.includes(text);

/** What the sending job looks up by these facts: the row for which it makes a secret link. */
const LINKED: Partial<Record<EventText, 'offerId' | 'pairId' | 'registrationId'>> = {
  WAITLIST_OFFERED: 'offerId',
  PAIR_INVITED: 'pairId',
  PLACE_LINK: 'registrationId',
};
export const linkOf = (text: EventText) => LINKED[text] ?? null;

/** What the mails that begin or end a confirmed place at a training do in calendars. */
const IN_CALENDARS: Partial<Record<EventText, MailedCalendar['method']>> = {
  PLACE_CONFIRMED: 'REQUEST',
  PLACE_MOVED: 'REQUEST',
  CHANGE_ASKED: 'REQUEST',
  PLACE_CANCELLED: 'CANCEL',
  PLACE_ENDED: 'CANCEL',
  PLACE_TRANSFERRED: 'CANCEL',
  EVENT_CANCELLED: 'CANCEL',
};
/**
 * What the file of a mail does in calendars; null where it carries none. Only a training is entered into the calendar of a mailbox: many
 * mailboxes do it by themselves, for everybody who reads them. The page of a place has the file of every event.
 */
export function calendarMethodOf(text: EventText, { named }: Pick<MailAbout, 'named'>) {
  return named ? (IN_CALENDARS[text] ?? null) : null;
}

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

/** What people do themselves, and see at once. */
const OWN_DOING: readonly Because[] = ['REGISTERED', 'WITHDRAWN'];

/**
 * The mail that tells a person of a state; null when there is none. Nobody is told by mail that they booked a consultation, or gave it
 * up: who asks for a talk alone often shares a mailbox.
 */
export function mailOf(state: RegistrationState, because: Because, kind: IntensiveKind): EventText | null {
  if (kind === 'CONSULTATION' && OWN_DOING.includes(because)) return null;
  const ofReason = OF_REASON[because];
  return ofReason === undefined ? OF_STATE[state] : ofReason;
}

/** What whoever leads a consultation is told when its place goes from one state to another; null while nothing becomes of their time. */
export function leaderMailOf(was: RegistrationState | null, state: RegistrationState): EventText | null {
  if ((was === 'CONFIRMED') === (state === 'CONFIRMED')) return null;
  return state === 'CONFIRMED' ? 'TIME_BOOKED' : 'TIME_FREE';
}
