import type { PublicFacts } from '../../../certificates/facts/publicFacts.ts';
import { builder } from '../../graphql/builder.ts';
import { CertificateColorsType, colorsOf } from '../../issuance/graphql/certificateColors.ts';
import { PrintedFactsInterface, printedFields } from '../../issuance/graphql/printedFacts.ts';
import { printedSourcesOf } from '../../issuance/queries/printedSources.ts';
import { certificateFacts } from '../../issuance/rules/certificateFacts.ts';
import { isOpen } from '../rules/open.ts';
import { EnrollmentRef } from './enrollment.ts';

type Preview = { publicFacts: PublicFacts; learnerName: string | null };

const ClaimPreviewType = builder.objectRef<Preview>('ClaimPreview').implement({
  description:
    'What the certificate of completion would print if it were claimed now. It is no certificate and has no number.',
  interfaces: [PrintedFactsInterface],
  fields: (t) => ({
    ...printedFields(t),
    printedName: t.exposeString('learnerName', {
      nullable: true,
      description: 'The legal name of your profile, which is printed; null while there is none.',
    }),
    specimen: t.boolean({
      description: 'Whether it would say SPECIMEN.',
      resolve: ({ publicFacts }) => publicFacts.specimen,
    }),
    colors: t.field({
      type: CertificateColorsType,
      description: 'The colors in which it would be printed.',
      resolve: ({ publicFacts }) => colorsOf(publicFacts),
    }),
  }),
});

/** Reading what is printed asks three statements for each enrollment. */
const PRICE = 30;

builder.objectField(EnrollmentRef, 'claimPreview', (t) =>
  t.field({
    type: ClaimPreviewType,
    nullable: true,
    complexity: PRICE,
    description:
      'What its certificate of completion would print; null before everything else was done, and once it is issued or you withdrew.',
    resolve: async (row, _args, { db, now, settings: { publicUrl } }): Promise<Preview | null> => {
      const { completedAt, legalName, passedAt, purpose, specimen, versionId } = row;
      if (completedAt === null || !isOpen(row)) return null;
      const sources = await printedSourcesOf(db, versionId);
      const occasion = { purpose, specimen, completedAt, publicUrl, now, number: '', award: null };
      const { facts } = certificateFacts(sources, {
        ...occasion,
        learnerName: legalName ?? '',
        assessed: passedAt !== null,
      });
      return { publicFacts: facts, learnerName: legalName };
    },
  }),
);
