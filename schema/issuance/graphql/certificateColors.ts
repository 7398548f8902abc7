import { type Palette, paletteOf } from '../../../certificates/draw/palette.ts';
import type { PublicFacts } from '../../../certificates/facts/publicFacts.ts';
import { PAPER } from '../../../certificates/layout/page.ts';
import { builder } from '../../graphql/builder.ts';

/** The colors in which a certificate is printed. */
export const CertificateColorsType = builder.objectRef<Palette>('CertificateColors').implement({
  description:
    'The colors of a certificate as #rrggbb. Each color of text has a contrast of at least 4.5 on the paper.',
  fields: (t) => ({
    paper: t.string({ description: 'The paper.', resolve: () => PAPER }),
    text: t.exposeString('text', { description: 'Text.' }),
    primary: t.exposeString('primary', { description: 'Names and headings.' }),
    accent: t.exposeString('accent', { description: 'Small print.' }),
    line: t.exposeString('line', { description: 'Lines and ornament; not for text.' }),
  }),
});

export const colorsOf = ({ look }: Pick<PublicFacts, 'look'>): Palette => paletteOf(look?.design ?? 'CLASSIC', look);
