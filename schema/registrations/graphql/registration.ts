import { parseId, type RegistrationId } from '../../../drizzle/ids.ts';
import { REGISTRATION_STATES } from '../../../drizzle/tables/registrations.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { type OwnRegistration, ownRegistrations } from '../queries/registrations.ts';

const RegistrationStateEnum = builder.enumType('RegistrationState', {
  description: 'How a registration stands.',
  values: described(REGISTRATION_STATES, {
    APPLIED: 'An application that waits for a decision. It takes no seat.',
    OFFERED: 'A seat is offered, and kept until it is answered.',
    HELD: 'A seat is kept until it is paid.',
    AWAITING_PAYMENT: 'A seat is kept while money is on its way.',
    CONFIRMED: 'A seat is taken.',
    DECLINED: 'The application was not accepted.',
    LAPSED: 'The time for which the seat was kept is over.',
    CANCELLED: 'It was cancelled.',
    TRANSFERRED: 'Another person took the seat over.',
  }),
});

export const RegistrationRef = builder.loadableNodeRef('Registration', {
  id: { description: 'Its global id.', resolve: (registration: OwnRegistration) => registration.id },
  load: async (ids: string[], { db, viewer }) => {
    const known = ids.flatMap((id) => parseId<RegistrationId>(id) ?? []);
    const rows = viewer === null ? [] : await ownRegistrations(db, { userId: viewer.userId, ids: known });
    return ids.map((id) => rows.find((row) => row.id === id.toLowerCase()) ?? null);
  },
});

builder.objectType(RegistrationRef, {
  description: 'A registration of yours. Only you can read it here.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    state: t.expose('state', { type: RegistrationStateEnum, description: 'How it stands.' }),
    confirmedAt: t.expose('confirmedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its seat was taken; null before.',
    }),
  }),
});
