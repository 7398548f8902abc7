import { createContextCache } from '@pothos/core';
import { encodeGlobalID } from '@pothos/plugin-relay';
import type { AccommodationRequestId, OrganizationId } from '../../../drizzle/ids.ts';
import { actOf } from '../../act.ts';
import type { Context } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { idOf } from '../../input.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { listRequests, type ReadRequest, readRequest, requireReader } from '../operations/readRequests.ts';
import type { ListedRequest } from '../queries/inbox.ts';
import { AccommodationStateEnum, RequestType } from './request.ts';

const ListedType = builder.objectRef<ListedRequest>('ListedAccommodation').implement({
  description: 'A request in the list of those who must act. What is needed stands in the request itself.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({
      description: 'The request, for `accommodationRequest`.',
      resolve: ({ id }) => encodeGlobalID('AccommodationRequest', id),
    }),
    registrationId: t.id({
      description: 'The registration that it is about.',
      resolve: ({ registrationId }) => encodeGlobalID('Registration', registrationId),
    }),
    intensive: t.field({ type: IntensiveRef, description: 'The event.', resolve: ({ intensiveId }) => intensiveId }),
    name: t.exposeString('name', { nullable: true, description: 'The name of the profile; null when none is stated.' }),
    fromOn: t.expose('fromOn', { type: 'Date', nullable: true, description: 'From which day; null: from the first.' }),
    untilOn: t.expose('untilOn', { type: 'Date', nullable: true, description: 'Until which day; null: to the last.' }),
    askedAt: t.expose('askedAt', { type: 'DateTime', description: 'When it was asked.' }),
    state: t.expose('state', { type: AccommodationStateEnum, description: 'How it stands.' }),
    changedAt: t.expose('changedAt', { type: 'DateTime', description: 'Since when.' }),
    waits: t.exposeBoolean('waits', {
      description: 'Whether it waits for an answer: nobody has answered, and the registration has not ended.',
    }),
  }),
});

export const ReadType = builder.objectRef<ReadRequest>('ReadAccommodation').implement({
  description: 'A request as those who must act read it.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    listed: t.field({ type: ListedType, description: 'Whose it is, and for which event.', resolve: (row) => row }),
    request: t.field({
      type: RequestType,
      description: 'What is needed, and what was answered.',
      resolve: ({ opened }) => opened,
    }),
  }),
});

builder.objectField(OrganizationRef, 'accommodationRequests', (t) =>
  t.connection({
    type: ListedType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'The requests for accommodation that you must act on, newest first: of trainings, for owners and organizers, and for the instructors named on them; of all other events for the instructors named on them alone. Each reading is recorded by ids. NOT_FOUND for everyone who is not a member.',
    args: {
      waiting: t.arg.boolean({
        required: false,
        description: 'Only those that wait for an answer, or only the others.',
      }),
    },
    resolve: async ({ id: organizationId }, { waiting, ...args }, context) => {
      const act = actOf(context);
      const { as } = await requireReader(context.db, act, { organizationId });
      const asked = { organizationId, as, waits: waiting ?? null };
      return newestFirst<ListedRequest>(args, (window) => listRequests(context.db, act, { ...asked, window }));
    },
  }),
);

/** The requests that an operation has read: each is read and recorded once, however often the document names it. */
const alreadyRead = createContextCache((_context: Context) => new Map<string, Promise<ReadRequest>>());

function readOnce(
  context: Context,
  asked: { organizationId: OrganizationId; requestId: AccommodationRequestId | null },
) {
  const known = alreadyRead(context);
  const key = `${asked.organizationId} ${asked.requestId}`;
  const reading = known.get(key) ?? readRequest(context.db, actOf(context), { ...asked, vault: context.vault });
  known.set(key, reading);
  return reading;
}

const requestId = idOf<AccommodationRequestId>('AccommodationRequest');

builder.objectField(OrganizationRef, 'accommodationRequest', (t) =>
  t.field({
    type: ReadType,
    nullable: true,
    authScopes: { signedIn: true },
    description:
      'One request with everything in it, for those who must act on it; the reading is recorded by its id. NOT_FOUND for everybody else.',
    args: { id: t.arg.id({ description: 'The request.' }) },
    resolve: ({ id: organizationId }, { id }, context) =>
      readOnce(context, { organizationId, requestId: requestId.parse(id) }),
  }),
);
