import { z } from 'zod';
import { jurisdiction, profession } from '../../accreditation/rules/practice.ts';
import { InvalidInputError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { LicenseExistsError, LicenseLimitError } from '../errors.ts';
import { addLicense } from '../operations/addLicense.ts';
import { licenseNumber } from '../rules/number.ts';
import { cycle, day, licenseKind, nameOnLicense } from '../rules/terms.ts';
import { LicenseCycleInput } from './cycleInput.ts';
import { LicenseKindEnum, LicenseRef } from './license.ts';

mutation('addLicense', {
  description:
    'Adds a license, registration or membership that you hold. The number is stored encrypted; you can read it, and so can an organization whose credit you join to it.',
  errors: [InvalidInputError, LicenseExistsError, LicenseLimitError],
  input: {
    description: 'The license.',
    fields: (t) => ({
      kind: t.field({ type: LicenseKindEnum, description: 'What you hold.' }),
      profession: t.string({ description: "The key of the profession, as boards' files spell it, such as lmft." }),
      jurisdiction: t.string({ description: 'Where it holds, by ISO 3166, in capitals: US-CA, NZ.' }),
      number: t.string({ description: 'The number, as the board writes it: at most 60 characters.' }),
      nameOnLicense: t.string({ required: false, description: 'The name on it: one line of at most 120 characters.' }),
      expiresOn: t.field({ type: 'Date', required: false, description: 'The last day on which it is valid.' }),
      cycle: t.field({ type: LicenseCycleInput, required: false, description: 'The renewal cycle that runs now.' }),
    }),
  },
  read: z.object({
    kind: licenseKind,
    profession,
    jurisdiction,
    number: licenseNumber,
    nameOnLicense: nameOnLicense.nullish(),
    expiresOn: day.nullish(),
    cycle: cycle.nullish(),
  }),
  run: ({ db, vault }, act, { nameOnLicense = null, expiresOn = null, cycle = null, ...license }) =>
    addLicense(db, act, { license: { ...license, nameOnLicense, expiresOn, cycle }, vault }),
  payload: {
    description: 'The license that you added.',
    fields: (t) => ({
      license: t.field({ type: LicenseRef, description: 'The license.', resolve: ({ licenseId }) => licenseId }),
    }),
  },
});
