import { encodeGlobalID } from '@pothos/plugin-relay';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { ACCOMMODATION_STATES } from '../../../drizzle/tables/accommodations.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { RegistrationRef } from '../../registrations/graphql/registration.ts';
import { type OpenedRequest, type OpenedState, openRequest } from '../operations/readRequests.ts';
import { type OwnAccommodations, ownAccommodations } from '../queries/own.ts';
import { READERS, readersOf } from '../rules/readers.ts';
import { MOST_REQUESTS, mayAsk } from '../rules/states.ts';

export const AccommodationStateEnum = builder.enumType('AccommodationState', {
  description: 'How a request for an accommodation stands.',
  values: described(ACCOMMODATION_STATES, {
    ASKED: 'It waits for an answer.',
    GRANTED: 'It is arranged as it was asked for.',
    PART: 'Some of it is arranged, or it is arranged in another way.',
    DECLINED: 'It cannot be arranged.',
    WITHDRAWN: 'The person took it back.',
  }),
});

const ReadersEnum = builder.enumType('AccommodationReaders', {
  description: 'Who reads and answers requests about an event. Say it where somebody asks.',
  values: described(READERS, {
    STAFF: 'The owners and organizers of the organization, and the instructors named on the event.',
    INSTRUCTORS: 'The instructors named on the event, and nobody else of the organization.',
    NOBODY: 'Nobody can here. Show the organization’s `accommodationContact`.',
  }),
});

const StateLineType = builder.objectRef<OpenedState>('AccommodationStateLine').implement({
  description: 'A line of a request’s history.',
  fields: (t) => ({
    state: t.expose('state', { type: AccommodationStateEnum, description: 'The state from then on.' }),
    answer: t.exposeString('answer', { nullable: true, description: 'What is arranged, in words; of an answer.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why not all of it is; of an answer.' }),
    byName: t.exposeString('byName', {
      nullable: true,
      description: 'Who answered; null for what the person did, and where no name is known.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
  }),
});

const newest = ({ states }: OpenedRequest): OpenedState | null => states.at(-1) ?? null;

export const RequestType = builder.objectRef<OpenedRequest>('AccommodationRequest').implement({
  description: 'What somebody needs in order to take part in an event, and the answer.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({
      description: 'The request, for `withdrawAccommodation` and `answerAccommodation`.',
      resolve: ({ id }) => encodeGlobalID('AccommodationRequest', id),
    }),
    need: t.exposeString('need', {
      nullable: true,
      description: 'What is needed, in the person’s words: never a diagnosis. Null after erasure.',
    }),
    fromOn: t.expose('fromOn', { type: 'Date', nullable: true, description: 'From which day; null: from the first.' }),
    untilOn: t.expose('untilOn', { type: 'Date', nullable: true, description: 'Until which day; null: to the last.' }),
    mailAnswer: t.exposeBoolean('mailAnswer', {
      description: 'Whether the person wants a mail about the answer. About a training they get one in any case.',
    }),
    askedAt: t.expose('askedAt', { type: 'DateTime', description: 'When it was asked.' }),
    state: t.field({
      type: AccommodationStateEnum,
      description: 'How it stands.',
      resolve: (request) => newest(request)?.state ?? 'ASKED',
    }),
    states: t.field({
      type: [StateLineType],
      complexity: { field: 1, multiplier: 3 },
      description: 'Its history, oldest first.',
      resolve: ({ states }) => states,
    }),
    revision: t.int({
      description: 'How many states it has had. Name it as `basedOn` when you answer.',
      resolve: ({ states }) => states.length,
    }),
  }),
});

const AccommodationsType = builder.objectRef<OwnAccommodations>('RegistrationAccommodations').implement({
  description: 'What a registration says about accommodation: whether its person may ask, and what they asked.',
  fields: (t) => ({
    mayAsk: t.boolean({
      description: 'Whether `requestAccommodation` can be called now. Ask everybody, not only those who look for it.',
      resolve: ({ requests, ...standing }) => mayAsk({ ...standing, requests: requests.length }).ok,
    }),
    left: t.int({
      description: 'How many more requests fit.',
      resolve: ({ requests }) => Math.max(0, MOST_REQUESTS - requests.length),
    }),
    readBy: t.field({
      type: ReadersEnum,
      description: 'Who reads requests and answers them.',
      resolve: readersOf,
    }),
    requests: t.field({
      type: [RequestType],
      complexity: { field: 1, multiplier: 3 },
      description: 'What was asked, the newest first.',
      resolve: ({ requests }, _args, { vault }) => requests.map((request) => openRequest(vault, request)),
    }),
  }),
});

builder.objectField(RegistrationRef, 'accommodations', (t) =>
  t.loadable({
    type: AccommodationsType,
    nullable: true,
    description:
      'What you can ask for, and what you asked, so that you can take part; also before a seat is confirmed. Null of a place that nobody has claimed.',
    load: async (ids: RegistrationId[], { db, viewer, now }) => {
      const found = viewer === null ? [] : await ownAccommodations(db, { userId: viewer.userId, ids, now });
      return ids.map((id) => found.find(({ registrationId }) => registrationId === id) ?? null);
    },
    resolve: ({ id }) => id,
  }),
);
