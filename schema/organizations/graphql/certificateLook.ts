import { paletteOf } from '../../../certificates/draw/palette.ts';
import { PAPER } from '../../../certificates/layout/page.ts';
import { type OrganizationId, parseId } from '../../../drizzle/ids.ts';
import { CERTIFICATE_DESIGNS } from '../../../drizzle/tables/organizations.ts';
import type { Context } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { type ImageRow, imageRowsOf, type OrganizationRow } from '../queries.ts';
import { isMember } from './isMember.ts';
import { OrganizationRef } from './organization.ts';

const MEANING = {
  CLASSIC: 'A guilloche frame with rosettes, like an engraved certificate.',
  MODERN: 'A color panel on the left and plain letters.',
  QUIET: 'Serif letters and white space between two pairs of lines.',
} satisfies Record<(typeof CERTIFICATE_DESIGNS)[number], string>;

export const DesignEnum = builder.enumType('CertificateDesign', {
  description: 'A built-in design of certificates.',
  values: described(CERTIFICATE_DESIGNS, MEANING),
});

const ImageType = builder.objectRef<ImageRow>('CertificateImage').implement({
  description: 'An image that certificates print.',
  fields: (t) => ({
    sha256: t.exposeString('sha256', { description: 'SHA-256 of the PNG as certificates embed it, in hexadecimal.' }),
    width: t.exposeInt('width', { description: 'Pixels across.' }),
    height: t.exposeInt('height', { description: 'Pixels down.' }),
    size: t.exposeInt('size', { description: 'Bytes of the PNG.' }),
    url: t.string({
      description: 'Where a member of the organization, signed in, sees the PNG.',
      resolve: ({ slug, sha256 }, _args, { settings }) =>
        `${settings.publicUrl}/organizations/${slug}/images/${sha256}.png`,
    }),
  }),
});

type Design = (typeof CERTIFICATE_DESIGNS)[number];

const DesignColorsType = builder.objectRef<Design>('CertificateDesignColors').implement({
  description: 'A built-in design with its own colors as #rrggbb, which print where an organization chose none.',
  fields: (t) => ({
    design: t.field({ type: DesignEnum, description: 'The design.', resolve: (design) => design }),
    paper: t.string({
      description: 'The paper, on which a chosen color needs a contrast of 4.5 or more.',
      resolve: () => PAPER,
    }),
    primary: t.string({ description: 'Headings.', resolve: (design) => paletteOf(design, undefined).primary }),
    accent: t.string({
      description: 'Small print and ornament.',
      resolve: (design) => paletteOf(design, undefined).accent,
    }),
  }),
});

builder.queryField('certificateDesigns', (t) =>
  t.field({
    type: [DesignColorsType],
    description: 'The built-in designs of certificates with their colors.',
    resolve: () => [...CERTIFICATE_DESIGNS],
  }),
);

const placeOf = (id: OrganizationId, sha256: string | null) => (sha256 === null ? null : `${id}/${sha256}`);

const loadImages = async (places: string[], { db }: Context): Promise<(ImageRow | null)[]> => {
  const wanted = places.flatMap((place) => {
    const [id = '', sha256 = ''] = place.split('/');
    const organizationId = parseId<OrganizationId>(id);
    return organizationId === null ? [] : [{ organizationId, sha256 }];
  });
  const rows = await imageRowsOf(db, wanted);
  return places.map((place) => rows.find((row) => placeOf(row.organizationId, row.sha256) === place) ?? null);
};

const LookType = builder.objectRef<OrganizationRow>('CertificateLook').implement({
  description: 'The look of certificates issued from now on.',
  fields: (t) => ({
    design: t.field({ type: DesignEnum, description: 'The built-in design.', resolve: (row) => row.design }),
    primaryColor: t.exposeString('primaryColor', {
      nullable: true,
      description: 'The color of headings as #rrggbb; null: the design’s own.',
    }),
    accentColor: t.exposeString('accentColor', {
      nullable: true,
      description: 'The color of small print and ornament as #rrggbb; null: the design’s own.',
    }),
    logo: t.loadable({
      type: ImageType,
      nullable: true,
      description: 'The logo, if there is one.',
      load: loadImages,
      resolve: (row) => placeOf(row.id, row.logoSha256),
    }),
    signature: t.loadable({
      type: ImageType,
      nullable: true,
      description: 'The image of the signatory’s signature, if there is one.',
      load: loadImages,
      resolve: (row) => placeOf(row.id, row.signatureSha256),
    }),
  }),
});

builder.objectField(OrganizationRef, 'certificateLook', (t) =>
  t.field({
    type: LookType,
    description: 'The look of its certificates from now on. Certificates issued earlier do not change.',
    resolve: (organization) => organization,
  }),
);

builder.objectField(OrganizationRef, 'certificatePreviewUrl', (t) =>
  t.string({
    nullable: true,
    description:
      'Where a member, signed in, sees a watermarked preview of its certificates as PDF; null for everyone else. A preview is not a certificate and has no number.',
    args: {
      design: t.arg({
        type: DesignEnum,
        required: false,
        description: 'The design; by default the organization’s own.',
      }),
    },
    resolve: async (organization, { design }, context) => {
      if (!(await isMember(context, organization.id))) return null;
      return `${context.settings.publicUrl}/organizations/${organization.slug}/certificate-preview.pdf?design=${design ?? organization.design}`;
    },
  }),
);
