import { z } from 'zod';
import type { RegistrationId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { ForbiddenError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import {
  AlreadyRegisteredError,
  OneMetError,
  PairIncompleteError,
  RegistrationClosedError,
  RegistrationStateError,
  ScreeningNeededError,
} from '../errors.ts';
import { decideApplication } from '../operations/applications.ts';
import { recordOf } from '../queries/registrations.ts';
import { RecordType } from './record.ts';

const DecisionEnum = builder.enumType('ApplicationDecision', {
  description: 'What is decided about an application.',
  values: described(['ACCEPT', 'DECLINE'] as const, {
    ACCEPT: 'A seat is offered for some time; if none is left, the applicant joins the waitlist.',
    DECLINE: 'Not this time. No reason is given, and none is asked for.',
  }),
});

mutation('decideApplication', {
  description:
    'Decides an application, for owners and organizers. A pair is accepted together, once both have joined, and declined together; both then read that the place does not go ahead, as if one of the two had withdrawn. The same decision again changes nothing.',
  errors: [
    NotFoundError,
    ForbiddenError,
    PairIncompleteError,
    RegistrationStateError,
    RegistrationClosedError,
    AlreadyRegisteredError,
    ScreeningNeededError,
    OneMetError,
  ],
  input: {
    description: 'Which application, and what is decided.',
    fields: (t) => ({
      registrationId: t.id({ description: 'The application.' }),
      decision: t.field({ type: DecisionEnum, description: 'The decision.' }),
      oneWasMet: t.boolean({
        required: false,
        description: 'That you decline a pair though only one of the two was met alone. Otherwise that is refused.',
      }),
    }),
  },
  read: z.object({
    registrationId: idOf<RegistrationId>('Registration'),
    oneWasMet: z
      .boolean()
      .nullish()
      .transform((known) => known ?? false),
  }),
  run: ({ db }, act, input) => decideApplication(db, act, input),
  payload: {
    description: 'The application, after the decision.',
    fields: (t) => ({
      registration: t.field({
        type: RecordType,
        nullable: true,
        description: 'The application.',
        resolve: ({ registrationId: id }, _args, context) =>
          recordOf(context.db, { id, viewer: signedIn(context).userId }),
      }),
    }),
  },
});
