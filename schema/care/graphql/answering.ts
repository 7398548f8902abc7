import type { RegistrationId } from '../../../drizzle/ids.ts';
import { TherapyConsentRequiredError } from '../../accounts/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { RegistrationRef } from '../../registrations/graphql/registration.ts';
import { CareNotSetUpError } from '../errors.ts';

/** What every verb refuses by which a person writes. */
export const FOR_WRITERS = [NotFoundError, InvalidInputError, CareNotSetUpError, TherapyConsentRequiredError] as const;

type PayloadFields = PothosSchemaTypes.ObjectFieldBuilder<
  import('../../graphql/builder.ts').SchemaTypes,
  { registrationId: RegistrationId }
>;

/** Answers the registration, whose `care` has what was written. */
export const ownPlacePayload = {
  description: 'Your registration.',
  fields: (t: PayloadFields) => ({
    registration: t.field({
      type: RegistrationRef,
      nullable: true,
      description: 'Your registration, with its `care`.',
      resolve: ({ registrationId }: { registrationId: RegistrationId }) => registrationId,
    }),
  }),
};
