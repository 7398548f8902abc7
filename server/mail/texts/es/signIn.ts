import { CODE_SECONDS } from '../../../../schema/accounts/rules.ts';
import type { CodeUse } from '../../../auth/service.ts';
import type { Texts } from '../texts.ts';
import { inUtc } from './account.ts';

export const signInCode: Texts['signInCode'] = (code, use) => ({
  subject: 'Su código para iniciar sesión en Attune',
  text: textOf(code, use),
});

function textOf(code: string, use: CodeUse): string {
  switch (use.use) {
    case 'SIGNS_IN':
      return `Su código para iniciar sesión en Attune:

${code}

${ONCE}`;
    case 'STARTS_RECOVERY':
      return `Alguien pidió un código para iniciar sesión en Attune con esta dirección. Su cuenta necesita una llave de acceso:
ningún código la abre. Inicie sesión con su llave de acceso.

Si ha perdido todas sus llaves de acceso, empiece una recuperación con este código, en la página donde lo pidió:

${code}

La cuenta se abre entonces a un código después de 72 horas. Le escribimos enseguida, a las 24 y a las 48 horas, y
cualquier sesión suya puede anular la recuperación.

${ONCE}`;
    case 'ENDS_REQUIREMENT':
      return `La recuperación de su cuenta de Attune ha esperado lo suficiente. Este código inicia su sesión:

${code}

Su cuenta ya no exige entonces una llave de acceso, y todas las demás sesiones terminan.

${ONCE}`;
    case 'NOTHING_YET':
      return `Alguien pidió un código para iniciar sesión en Attune con esta dirección. Su cuenta necesita una llave de acceso:
ningún código la abre.

Una recuperación ha empezado y está en espera. Desde el ${inUtc(use.opensAt)}, un código que usted pida inicia su sesión.

Si usted no la empezó, inicie sesión con su llave de acceso y anúlela.
`;
  }
}

const ONCE = `Sirve una vez, durante ${CODE_SECONDS / 60} minutos, y solo donde lo pidió.
Nadie de Attune se lo pedirá nunca.
Si usted no pidió un código, alguien escribió su dirección por error: no haga nada.
`;
