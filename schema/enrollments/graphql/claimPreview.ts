import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { builder } from '../../graphql/builder.ts';
import { CertificateColorsType, colorsOf } from '../../issuance/graphql/certificateColors.ts';
import { PrintedFactsInterface, printedFields } from '../../issuance/graphql/printedFacts.ts';
import { claimFacts } from '../queries/claimFacts.ts';
import { EnrollmentRef } from './enrollment.ts';

type Preview = { enrollmentId: string; publicFacts: CertificateFacts; learnerName: string | null };

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
    pictureUrl: t.string({
      nullable: true,
      description:
        'A watermarked picture (SVG) of its front page, with its own fonts and colors. It opens for you alone, where you are signed in, and is drawn anew each time; null while there is no name.',
      resolve: ({ enrollmentId, learnerName }, _args, { settings }) =>
        learnerName && `${settings.publicUrl}/certificates/preview/${enrollmentId}.svg`,
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
      const claim = await claimFacts(db, row, { publicUrl, now });
      return claim && { enrollmentId: row.id, publicFacts: claim.facts, learnerName: row.legalName };
    },
  }),
);
