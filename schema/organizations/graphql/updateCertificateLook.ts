import { ForbiddenError, InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { updateCertificateLook } from '../operations/updateCertificateLook.ts';
import { fitsRequest, lookFields, lookShape, TOO_LONG } from './lookInput.ts';
import { OrganizationRef } from './organization.ts';

const read = lookShape
  .refine(fitsRequest, TOO_LONG)
  .refine(
    ({ organizationId: _, ...changes }) => Object.values(changes).some((value) => value !== undefined),
    'Name at least one field to change.',
  );

mutation('updateCertificateLook', {
  description:
    'Changes the look of certificates issued from now on, for owners and organizers. Certificates issued earlier do not change.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, RateLimitedError],
  input: {
    description: 'What to change. A field that you leave out does not change.',
    fields: (t) => ({
      organizationId: t.id({ description: 'The organization that you own or run.' }),
      ...lookFields(t),
    }),
  },
  read,
  run: ({ db }, act, { organizationId, ...changes }) => updateCertificateLook(db, act, { organizationId, changes }),
  payload: {
    description: 'The organization, changed.',
    fields: (t) => ({
      organization: t.field({
        type: OrganizationRef,
        description: 'The organization as it is now.',
        resolve: ({ organizationId }) => organizationId,
      }),
    }),
  },
});
