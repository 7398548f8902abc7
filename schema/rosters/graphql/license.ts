import { builder } from '../../graphql/builder.ts';
import { LicenseKindEnum, LicenseReasonEnum } from '../../licenses/graphql/license.ts';
import type { OpenedVersion, ShownLicense } from '../rules/licenses.ts';

/** Records the reading of the numbers of a record or of a page of a roster, once however many are shown. */
export type Reading = () => Promise<void>;

/** A reading that is recorded once, however often it is asked for. */
export function once(record: Reading): Reading {
  let recorded: Promise<void> | undefined;
  return () => {
    recorded ??= record();
    return recorded;
  };
}

/** A license whose number is shown only after the reading was recorded. */
export type ReadableLicense = ShownLicense & { reading: Reading };

const ChangeType = builder.objectRef<OpenedVersion & { reading: Reading }>('RecordedLicenseChange').implement({
  description: 'What the holder of a license changed after an award was joined to it.',
  fields: (t) => ({
    at: t.expose('recordedAt', { type: 'DateTime', description: 'When.' }),
    reason: t.expose('reason', { type: LicenseReasonEnum, description: 'Why.' }),
    kind: t.expose('kind', { type: LicenseKindEnum, description: 'What its holder held from then on.' }),
    number: t.string({
      nullable: true,
      description: 'The number from then on; null after erasure. The reading is recorded.',
      resolve: numberOf,
    }),
    nameOnLicense: t.exposeString('nameOnLicense', {
      nullable: true,
      description: 'The name on it from then on; null where it was not stated, and after erasure.',
    }),
  }),
});

async function numberOf({ number, reading }: { number: string | null; reading: Reading }): Promise<string | null> {
  await reading();
  return number;
}

/** A license as the organization that gave credit for it sees it. */
export const RecordedLicenseType = builder.objectRef<ReadableLicense>('RecordedLicense').implement({
  description:
    'A license that an award counts for: as the certificate prints it, or, if it was joined later, as it was then. What changed since stands beside it.',
  fields: (t) => ({
    kind: t.expose('kind', { type: LicenseKindEnum, description: 'What its holder held when it was joined.' }),
    profession: t.exposeString('profession', { description: "The key of the profession, as boards' files spell it." }),
    jurisdiction: t.exposeString('jurisdiction', { description: 'Where it holds, by ISO 3166.' }),
    number: t.string({
      nullable: true,
      description:
        'The number as printed on the certificate, or, if the license was joined later, as it was then; null after erasure. The reading is recorded.',
      resolve: numberOf,
    }),
    nameOnLicense: t.exposeString('nameOnLicense', {
      nullable: true,
      description: 'The name on it when it was joined; null where the holder did not state it, and after erasure.',
    }),
    printed: t.exposeBoolean('printed', {
      description: 'Whether the certificate prints it. The claim named it; false for one that was joined later.',
    }),
    joinedAt: t.expose('joinedAt', { type: 'DateTime', description: 'When the award was joined to it.' }),
    removedAt: t.expose('removedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its holder took it off their list; null while it is there.',
    }),
    changes: t.field({
      type: [ChangeType],
      // Most licenses changed nothing that a certificate prints.
      complexity: { field: 1, multiplier: 1 },
      description: 'What its holder changed since it was joined, oldest first.',
      resolve: ({ changes, reading }) => changes.map((change) => ({ ...change, reading })),
    }),
  }),
});
