import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { SessionType } from './session.ts';

builder.objectField(SessionType, 'doorListFile', (t) =>
  t.string({
    nullable: true,
    description:
      'The address of its list as PDF, to be signed by hand. It opens for the sessions of owners, organizers, and the instructors who are named on the training; each download is audited. Null for other events than trainings.',
    resolve: ({ kind, intensiveId, ordinal }, _args, { settings }) =>
      kind === 'TRAINING' ? `${settings.publicUrl}/events/${intensiveId}/${ordinal}/door-list.pdf` : null,
  }),
);

builder.objectField(IntensiveRef, 'badgesFile', (t) =>
  t.string({
    nullable: true,
    description:
      'The address of name badges as PDF, eight to a page of A4, each with a code for the door. For the same people, and audited too. Null for other events than trainings.',
    resolve: ({ id, kind }, _args, { settings }) =>
      kind === 'TRAINING' ? `${settings.publicUrl}/events/${id}/badges.pdf` : null,
  }),
);
