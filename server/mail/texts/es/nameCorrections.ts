import type { NameCorrectionMail } from '../../../../schema/issuance/operations/nameCorrectionMail.ts';
import type { Said } from '../shapes.ts';
import type { Texts } from '../texts.ts';

export const nameCorrection: Texts['nameCorrection'] = (publicUrl, mail) => TEXTS[mail](publicUrl);

const TEXTS: Record<NameCorrectionMail, (publicUrl: string) => Said> = {
  REQUESTED: (publicUrl) => ({
    subject: 'Se pide un nombre corregido',
    text: `Alguien que tiene un certificado de su organización en Attune dice que el nombre que lleva está mal, y pide uno
corregido.

Inicie sesión en ${publicUrl} con esta dirección y abra las peticiones de su organización. Emita el certificado de nuevo
con el nombre corregido, o rechace la petición y diga por qué. Antes puede pedir una prueba. No la conserve.
`,
  }),
  DECLINED: (publicUrl) => ({
    subject: 'Sobre uno de sus certificados',
    text: `Usted pidió un nombre corregido en un certificado. La organización que lo emitió no lo corrigió, y dice por qué.

Inicie sesión en ${publicUrl} con esta dirección y abra sus certificados para leerlo. El certificado queda como está.
Puede pedirlo de nuevo.
`,
  }),
};
