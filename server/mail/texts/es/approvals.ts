import { dateIn } from '../../../../schema/dates.ts';
import type { Texts } from '../texts.ts';

export const approvalEnds: Texts['approvalEnds'] = (publicUrl, { organization, lastOn }) => ({
  subject: 'Una aprobación de su organización termina pronto',
  text: `Una aprobación que ${organization} registró en Attune termina. Su último día es el ${dateIn('es', lastOn)}.

Después de ese día nadie puede obtener créditos con ella. Los créditos otorgados antes se quedan.

Inicie sesión en ${publicUrl} con esta dirección y abra las aprobaciones de su organización para ver cuál es. Cuando el
organismo la haya renovado, registre la aprobación nueva con su carta.
`,
});
