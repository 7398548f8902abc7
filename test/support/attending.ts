import { randomUUID } from 'node:crypto';
import type { IntensiveId, RegistrationId, UserId } from '../../drizzle/ids.ts';
import { newId } from '../../drizzle/ids.ts';
import { registrationStates, registrations } from '../../drizzle/schema.ts';
import { type Events, publishedIntensive, trainingDraft } from './intensives.ts';
import { globalId } from './quizPages.ts';
import { newLearner } from './world.ts';

/** The two days: clocks go forward in the night between them. */
export const DAYS = ['2027-03-13', '2027-03-14'] as const;
const part = (title: string, day: string, wallTime: string, minutes: number, kind = 'INSTRUCTION') => ({
  ...{ title, kind, format: 'LIVE_ONLINE', day, wallTime, minutes },
  ...{ topics: ['Repair'], instructors: kind === 'INSTRUCTION' ? ['Robin Example'] : [] },
});

/** Nine to four on both days, with a break and lunch: 345 minutes of instruction each. */
export const agendaOf = (day: string) => [
  part('Morning', day, '09:00', 90),
  part('Break', day, '10:30', 15, 'BREAK'),
  part('Before lunch', day, '10:45', 75),
  part('Lunch', day, '12:00', 60, 'MEAL'),
  part('Afternoon', day, '13:00', 180),
];

/** An instant on the wall clock there, which is UTC-8 on the first day and UTC-7 on the second. */
export const wall = (day: 0 | 1, time: string): string =>
  new Date(`${DAYS[day]}T${time}:00${day === 0 ? '-08:00' : '-07:00'}`).toISOString();

export type Training = {
  intensiveId: IntensiveId;
  globalId: string;
  sessions: { id: string; day: string; parts: { id: string; title: string }[] }[];
};

let trainings = 0;
/** A published training of two days. */
export const openTraining = async (events: Events, changes: object = {}): Promise<Training> => {
  trainings += 1;
  const draft = trainingDraft(await events.tax(), {
    ...{ title: 'Two days of practice', segments: DAYS.flatMap(agendaOf), ...changes },
  });
  const { id } = await publishedIntensive(events, `two-days-${trainings}`, draft);
  const { data } = await events.ask(null, SESSIONS, { id });
  const { sessions } = data.node as { sessions: Training['sessions'] };
  const [, key] = Buffer.from(id, 'base64').toString().split(':');
  return { intensiveId: key as IntensiveId, globalId: id, sessions };
};

const SESSIONS = `query ($id: ID!) { node(id: $id) { ... on Intensive { sessions { id day parts { id title } } } } }`;

/** A person with a confirmed place. */
export const attendee = async (
  { world }: Events,
  { intensiveId }: Pick<Training, 'intensiveId'>,
  { name = 'Kim Example', state = 'CONFIRMED' }: { name?: string; state?: 'CONFIRMED' | 'CANCELLED' } = {},
): Promise<{ userId: UserId; registrationId: RegistrationId; id: string }> => {
  const userId = await newLearner(world.db, name);
  const id = newId<RegistrationId>();
  const at = new Date('2027-01-05T12:00:00Z');
  await world.db.insert(registrations).values({
    ...{ id, intensiveId, userId, state, createdAt: at, adultStatedAt: at, confirmedAt: at },
    endedAt: state === 'CONFIRMED' ? null : at,
  });
  const line = { registrationId: id, ordinal: 1, state, because: 'REGISTERED', by: 'user', at } as const;
  await world.db.insert(registrationStates).values(line);
  return { userId, registrationId: id, id: globalId('Registration', id) };
};

const RECORD = `mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) {
  __typename ... on RecordAttendancePayload { results { key outcome recorded since eventId } }
  ... on Error { code message } ... on InvalidInputError { fields { path message } } } }`;

export type Result = {
  key: string;
  outcome: string;
  recorded: boolean;
  since: string | null;
  eventId: string | null;
};
type Event = { registrationId: string; kind: 'IN' | 'OUT'; occurredAt: string; key?: string; partId?: string };

/** Sends events of a day; the results as the API gives them, or its error. */
export const send = async (
  events: Events,
  { as, sessionId, now }: { as: UserId; sessionId: string; now: string },
  sent: readonly Event[],
) => {
  const input = { sessionId, events: sent.map((event) => ({ key: randomUUID(), ...event })) };
  const { data } = await events.ask(as, RECORD, { input }, new Date(now));
  return data.recordAttendance as { results: Result[]; code?: string; message?: string; fields?: object[] };
};

const CORRECT = `mutation ($input: CorrectAttendanceInput!) { correctAttendance(input: $input) {
  __typename ... on CorrectAttendancePayload { awarded attendance { attended } }
  ... on Error { code message } ... on InvalidInputError { fields { path message } } } }`;

/** Corrects a day of a person; the answer of the API. */
export const correct = async (events: Events, as: UserId, input: object, now: string) => {
  const given = { key: randomUUID(), reason: 'Seen by the instructor.', ...input };
  const { data } = await events.ask(as, CORRECT, { input: given }, new Date(now));
  return data.correctAttendance as {
    awarded: boolean;
    attendance: { attended: number };
    code?: string;
    fields?: object[];
  };
};

const ATTENDANCE = `query ($id: ID!) { attendance(registrationId: $id) { minutes attended days { openSince
  parts { part { title } minutes attended } signed { id kind occurredAt source reason takenAway } } } }`;

export type Shown = {
  minutes: number;
  attended: number;
  days: {
    openSince: string | null;
    parts: { part: { title: string }; minutes: number; attended: number }[];
    signed: {
      id: string;
      kind: string;
      occurredAt: string;
      source: string;
      reason: string | null;
      takenAway: string | null;
    }[];
  }[];
};

/** The attendance of a registration as a member sees it. */
export const attendanceOf = async (events: Events, as: UserId, id: string): Promise<Shown> =>
  (await events.ask(as, ATTENDANCE, { id })).data.attendance as Shown;

/** Names the account of an instructor on a training. */
export const link = async (events: Events, { globalId: intensiveId }: Training, email: string | null | undefined) => {
  const input = { intensiveId, name: 'Robin Example', email };
  const source = `mutation ($input: NameInstructorInput!) { nameInstructor(input: $input) { __typename ... on Error { code }
    ... on InvalidInputError { fields { path message } } } }`;
  return (await events.ask(events.owner, source, { input })).data.nameInstructor as {
    __typename: string;
    code?: string;
  };
};

/** The minutes that somebody attended of each part of instruction, by day. */
export const attendedMinutes = async (events: Events, as: UserId, id: string): Promise<number[][]> =>
  (await attendanceOf(events, as, id)).days.map(({ parts }) => parts.map(({ attended }) => attended));
