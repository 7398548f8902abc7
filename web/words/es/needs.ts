import type { Words } from '../words.ts';

export const needs: Words['needs'] = {
  title: 'Lo que usted necesita para participar',
  sentQuietly: 'Su petición está enviada. La respuesta aparecerá aquí, y ningún correo lo dice.',
  mailMe: 'Avisarme por correo',
  mailMeHint:
    'Sin esta marca la respuesta aparece aquí, y ningún correo lo dice. Con ella, un correo a la dirección de su cuenta dice «Su petición tiene respuesta».',
  mailed: 'Un correo avisa cuando tenga respuesta.',
  notMailed: 'Ningún correo avisa cuando tenga respuesta.',
  count: (all, waiting) => {
    const requests = all === 1 ? '1 petición' : `${all} peticiones`;
    if (waiting === 0) return `${requests}, ninguna en espera.`;
    return waiting === all ? `${requests}, en espera.` : `${requests}, ${waiting} en espera.`;
  },
  noRequest: 'No ha pedido nada.',
  toOwn: 'Pedir lo que necesita, o ver la respuesta',
  about: 'Se pregunta a todas las personas. Escriba lo que necesita, no por qué.',
};
