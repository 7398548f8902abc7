import { z } from 'zod';
import type { LicenseId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { removeLicense } from '../operations/removeLicense.ts';
import { LicenseRef } from './license.ts';

mutation('removeLicense', {
  description:
    'Takes a license off your list. Its history and the credit that you joined to it stay. You can add it again.',
  errors: [NotFoundError, InvalidInputError],
  input: {
    description: 'Which license.',
    fields: (t) => ({ licenseId: t.id({ description: 'Your license.' }) }),
  },
  read: z.object({ licenseId: idOf<LicenseId>('License') }),
  run: ({ db }, act, input) => removeLicense(db, act, input),
  payload: {
    description: 'What stands after the change.',
    fields: (t) => ({
      license: t.field({
        type: LicenseRef,
        description: 'The license that you removed.',
        resolve: ({ licenseId }) => licenseId,
      }),
    }),
  },
});
