import { encodeGlobalID } from '@pothos/plugin-relay';
import { PLACE_MONEY } from '../../../drizzle/tables/eventEnrollments.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { attendedMinutes } from '../rules/gate/attendance.ts';
import type { TrainingStanding } from '../rules/standing.ts';
import { EnrollmentRef } from './enrollment.ts';

const PlaceMoneyEnum = builder.enumType('PlaceMoney', {
  description: 'How a place is paid.',
  values: described(PLACE_MONEY, {
    FREE: 'There was nothing to pay.',
    PAID: 'It is paid.',
    DUE: 'Money is owed for it.',
    DISPUTED: 'A bank disputes the payment.',
    REFUNDED: 'What was paid for it went back.',
  }),
});

const EnrolledTrainingType = builder.objectRef<TrainingStanding>('EnrolledTraining').implement({
  description: 'The training that an enrollment attends, by the record of attendance as it is now.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    registrationId: t.id({
      description: 'Your registration. Its `attendance` has every sign-in.',
      resolve: ({ registrationId }) => encodeGlobalID('Registration', registrationId),
    }),
    intensiveId: t.id({
      description: 'The training.',
      resolve: ({ intensiveId }) => encodeGlobalID('Intensive', intensiveId),
    }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true, description: 'When it ends.' }),
    minutes: t.int({
      description: 'Minutes of instruction in all.',
      resolve: ({ parts }) => parts.reduce((sum, part) => sum + part.minutes, 0),
    }),
    attended: t.int({ description: 'Whole minutes of instruction that you attended.', resolve: attendedMinutes }),
    payment: t.expose('payment', { type: PlaceMoneyEnum, description: 'How your place is paid.' }),
  }),
});

builder.objectField(EnrollmentRef, 'training', (t) =>
  t.field({
    type: EnrolledTrainingType,
    nullable: true,
    description:
      'The training that this enrollment attends while it is open; null for a course that is studied alone, and after the claim.',
    resolve: ({ training }) => training,
  }),
);
