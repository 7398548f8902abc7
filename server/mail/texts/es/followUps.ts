import type { Texts } from '../texts.ts';

export const followUp: Texts['followUp'] = ({ page, stop }) => ({
  subject: 'Lo que nos pidió que le enviáramos',
  text: `Usted pidió a Attune que le escribiera por estas fechas. Lo que pidió está listo y lleva unos minutos.

Inicie sesión para verlo: ${page}

Nada depende de ello. Si no quiere más correos como este, esta página los detiene, sin cuenta:

${stop}
`,
});
