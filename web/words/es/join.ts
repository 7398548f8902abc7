import type { Words } from '../words.ts';

export const join: Words['join'] = {
  pair: 'Venir en pareja',
  pairText: 'Alguien le ha invitado a venir a un evento. Usted decide por su cuenta, con una cuenta propia.',
  what: 'A qué se le invita',
  with: 'Quién lo ofrece',
  alone: 'Primero se habla a solas con cada persona. Lo que usted diga allí no se le cuenta a la otra.',
  no: 'Puede salir de esta página sin responder: a nadie se le dice que estuvo aquí.',
  help: 'Si tiene miedo, o le presionan para que acepte: a quién llamar',
  unknown:
    'No se muestra a qué es: la invitación ya se usó, terminó, o se envió a una dirección distinta de la de esta cuenta.',
  place: 'Tomar un lugar',
  placeText: 'Alguien tiene un lugar para usted. Pasa a ser suyo, con una cuenta propia.',
};
