import { PREVIEW_FORMS } from '../../context.ts';
import { ForbiddenError, InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { fitsRequest, lookFields, lookShape, TOO_LONG } from '../../organizations/graphql/lookInput.ts';
import { DrawingBusyError } from '../errors.ts';
import { previewCertificateLook } from '../operations/previewCertificateLook.ts';

const FormEnum = builder.enumType('PreviewForm', {
  description: 'In which form a preview comes.',
  values: described(PREVIEW_FORMS, {
    SVG: 'The front page as a picture.',
    PDF: 'The whole document.',
  }),
});

/** What drawing costs beside reading. */
const DRAWN = { field: 50 };

mutation('previewCertificateLook', {
  description:
    'Draws how the certificates of your organization would look with these changes, for everyone with a role in it. The picture is watermarked, has no number, and nothing is stored: at most 120 in ten minutes.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, RateLimitedError, DrawingBusyError],
  input: {
    description: 'What would change. A field that you leave out stays as it is saved.',
    fields: (t) => ({
      organizationId: t.id({ description: 'The organization in which you have a role.' }),
      ...lookFields(t),
      accredited: t.boolean({ required: false, description: 'With a credit of an invented body. Default false.' }),
      form: t.field({ type: FormEnum, required: false, description: 'The form; by default SVG.' }),
    }),
  },
  read: lookShape.refine(fitsRequest, TOO_LONG),
  run: async ({ db, settings: { publicUrl }, drawPreview }, act, { organizationId, accredited, form, ...changes }) => {
    const chosen = form ?? 'SVG';
    const draw = (task: Parameters<typeof drawPreview>[1]) => drawPreview(chosen, task);
    const asked = { organizationId, changes, accredited: accredited ?? false, publicUrl, draw };
    return { ...(await previewCertificateLook(db, act, asked)), form: chosen };
  },
  payload: {
    description: 'The preview.',
    fields: (t) => ({
      form: t.expose('form', { type: FormEnum, description: 'Its form.' }),
      base64: t.string({
        complexity: DRAWN,
        description: 'Its bytes in base64.',
        resolve: ({ bytes }) => Buffer.from(bytes).toString('base64'),
      }),
    }),
  },
});
