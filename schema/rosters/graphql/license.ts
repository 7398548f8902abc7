import { builder } from '../../graphql/builder.ts';
import { LicenseKindEnum } from '../../licenses/graphql/license.ts';
import type { OpenedLicense } from '../rules/roster.ts';

/** A license as the organization that gave credit for it sees it. */
export const RecordedLicenseType = builder.objectRef<OpenedLicense>('RecordedLicense').implement({
  description:
    'A license that an award counts for, as its holder states it now. Each reading of its number is recorded.',
  fields: (t) => ({
    kind: t.expose('kind', { type: LicenseKindEnum, description: 'What its holder holds.' }),
    profession: t.exposeString('profession', { description: "The key of the profession, as boards' files spell it." }),
    jurisdiction: t.exposeString('jurisdiction', { description: 'Where it holds, by ISO 3166.' }),
    number: t.exposeString('number', { nullable: true, description: 'The number; null after erasure.' }),
    nameOnLicense: t.exposeString('nameOnLicense', {
      nullable: true,
      description: 'The name on it; null where the holder did not state it, and after erasure.',
    }),
  }),
});
