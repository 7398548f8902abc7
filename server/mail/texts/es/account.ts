import type { Notice } from '../../../../schema/accounts/operations/accountNotice.ts';
import { CODE_SECONDS } from '../../../../schema/accounts/rules.ts';
import type { Texts } from '../texts.ts';

/** A time that reads the same wherever its reader lives: 3 de diciembre de 2026, 14:05 UTC. */
export function inUtc(at: Date): string {
  const day = new Intl.DateTimeFormat('es', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}

export const changeCode: Texts['changeCode'] = (code, about) => ({
  subject: 'Cambio de una dirección de correo en Attune',
  text: about.address === 'OLD' ? toOld(code) : toNew(code, about.taken),
});

const toOld = (code: string): string =>
  `Alguien con la sesión iniciada en su cuenta de Attune pidió cambiar su dirección de correo, de esta a otra.

Si fue usted, escriba este código como el código de su dirección actual:

${code}

Sirve una vez, durante ${CODE_SECONDS / 60} minutos, junto con el código que enviamos a la dirección nueva.

Si no fue usted, no dé el código a nadie: sin él no cambia nada. Inicie sesión y termine sus demás sesiones, porque
otra persona tiene una.
`;

const toNew = (code: string, taken: boolean): string =>
  `Alguien con la sesión iniciada en Attune pidió usar esta dirección de correo para su cuenta.

${taken ? TAKEN : 'Si fue usted, escriba este código como el código de la dirección nueva:'}

${code}

Sirve una vez, durante ${CODE_SECONDS / 60} minutos.
Si no fue usted, no haga nada.
`;

const TAKEN = `Esta dirección ya tiene una cuenta de Attune, así que no puede ser la dirección de otra. Si las dos cuentas son
suyas, inicie sesión con esta dirección. A quien escriba este código le mostramos lo mismo:`;

export const addressChanged: Texts['addressChanged'] = (publicUrl) => ({
  subject: 'Su cuenta de Attune tiene ahora otra dirección de correo',
  text: `La dirección de correo de su cuenta de Attune se cambió. Esta dirección ya no abre la cuenta, y todas las demás
sesiones se terminaron.

Si fue usted, no hay nada que hacer. No pida un código con esta dirección: abriría una cuenta nueva y vacía.

Si no fue usted, escriba enseguida a quienes administran ${publicUrl}. Pueden cerrar la cuenta a todo el mundo, y
durante 30 días pueden encontrarla por esta dirección.
`,
});

export const recoveryWaits: Texts['recoveryWaits'] = (publicUrl, { lost, startedAt, opensAt }) => ({
  subject: 'Una recuperación de su cuenta de Attune está en espera',
  text: `Una recuperación de su cuenta de Attune empezó el ${inUtc(startedAt)}.

${lost === 'PASSKEY' ? PASSKEY_LOST : MAILBOX_LOST}

Se abre el ${inUtc(opensAt)}.

Si no fue usted, anúlela antes: inicie sesión en ${publicUrl} y anule la recuperación que muestra su cuenta.
${lost === 'MAILBOX' ? 'Si su cuenta necesita una llave de acceso que usted no tiene, pida un código y empiece con él una recuperación: eso termina esta.\n' : ''}`,
});

const PASSKEY_LOST = `Quien la empezó puede leer su correo y dice que sus llaves de acceso se perdieron. Cuando se abra, un código por
correo inicia sesión, y su cuenta ya no exige una llave de acceso.`;

const MAILBOX_LOST = `Quien la empezó tiene una llave de acceso suya y dice que ya no puede leer este buzón. Cuando se abra, la dirección
de su cuenta se puede cambiar sin un código de esta.`;

export const accountNotice: Texts['accountNotice'] = (publicUrl, notice) => ({
  subject: 'Sobre el inicio de sesión en Attune',
  text: `${NOTICES[notice]}

Si no fue usted, inicie sesión en ${publicUrl}, con una llave de acceso si su cuenta la exige, termine las demás sesiones y
borre cada llave de acceso que no sea suya.
`,
});

const NOTICES: Record<Notice, string> = {
  PASSKEY_ADDED: 'Se añadió una llave de acceso a su cuenta de Attune. Inicia sesión sin este buzón.',
  PASSKEY_REMOVED: 'Se quitó una llave de acceso de su cuenta de Attune. Ya no inicia sesión.',
  PASSKEY_REQUIRED: 'Desde ahora su cuenta de Attune exige una llave de acceso. Los códigos por correo ya no la abren.',
  PASSKEY_REQUIREMENT_ENDED:
    'Su cuenta de Attune ya no exige una llave de acceso. Los códigos por correo la abren de nuevo.',
  RECOVERY_CANCELLED: 'La recuperación de su cuenta de Attune se anuló desde una de sus sesiones.',
  RECOVERY_USED: `Su cuenta de Attune se recuperó: un código por correo la abrió, ya no exige una llave de acceso, y todas las demás
sesiones se terminaron. Borre las llaves de acceso que ha perdido, y añada una nueva.`,
};
