import type { Withdrawal } from '../../../../schema/issuance/queries.ts';
import { REVOCATION_WORDS } from '../../../../schema/issuance/rules.ts';
import type { Texts } from '../texts.ts';

export const certificateReady: Texts['certificateReady'] = (publicUrl) => ({
  subject: 'Su certificado está listo',
  text: `Un certificado que usted obtuvo en Attune está listo.

Inicie sesión en ${publicUrl} con esta dirección y abra sus certificados para descargarlo.

Cualquier persona a quien dé el número impreso en él puede comprobarlo. No ve su nombre, salvo que usted lo active.
`,
});

export const certificateWithdrawn: Texts['certificateWithdrawn'] = (publicUrl, withdrawal) => ({
  subject: 'Sobre uno de sus certificados',
  text:
    withdrawal.reason === null
      ? replacedText(publicUrl, withdrawal)
      : revokedText(publicUrl, withdrawal, REVOCATION_WORDS[withdrawal.reason]),
});

/** The reason stands as the register has it. */
const revokedText = (publicUrl: string, { grievanceContact }: Withdrawal, reason: string): string =>
  `La organización que le emitió un certificado en Attune lo ha revocado.

El motivo, que puede leer quien compruebe su número, como está en el registro: ${reason}.

Ya no cuenta como constancia de estudio. Inicie sesión en ${publicUrl} con esta dirección y abra sus certificados para
ver cuál es.

Si cree que es un error, escriba a ${grievanceContact}.
`;

const replacedText = (publicUrl: string, { grievanceContact }: Withdrawal): string =>
  `Un certificado que se le emitió en Attune se ha reemplazado por uno corregido. El nuevo está listo y tiene un número
propio. Si usted corrigió el número de una licencia, esto vale para cada certificado que lo imprimía.

Inicie sesión en ${publicUrl} con esta dirección y abra sus certificados para descargar lo nuevo. Dé el número nuevo a
quien tenga el anterior, que ahora dice que fue reemplazado.

Si no lo esperaba, escriba a ${grievanceContact}.
`;
