import type { Words } from '../words.ts';

export const statement: Words['statement'] = {
  title: 'Declaración',
  intro: 'Antes de pedir el certificado, usted firma que hizo el trabajo por su cuenta.',
  back: 'Volver a su lista',
  version: (version: string) => `Versión ${version}`,
  changed: 'La declaración ha cambiado desde que abrió esta página. Lea el texto nuevo y después fírmelo.',
  newText: 'Texto nuevo',
  name: 'Escriba su nombre legal',
  nameHint: (name: string) =>
    `Como en su perfil: ${name}. No importan las mayúsculas, los acentos ni los puntos. Escribirlo es su firma, por eso no está rellenado.`,
  nameMissing: 'Su perfil todavía no tiene nombre legal. El certificado lo imprime, así que va primero.',
  toProfile: 'Escribir su nombre legal',
  wrongName: 'El nombre está mal',
  sign: 'Firmar',
  signed: 'Firmada',
  signedOn: (day: string) => `Firmó esta declaración el ${day}.`,
  signAgain: 'Hay que firmarla de nuevo:',
  toClaim: 'Seguir al certificado',
  needsName: 'Escriba su nombre para firmar.',
  notYet: 'Todavía no está abierta',
  notOpen: 'La declaración habla de todo lo que va antes. Todavía falta esto:',
  contentFirst: 'Todos los módulos están completados.',
  testFirst: 'La prueba final está aprobada.',
  evaluationFirst: 'La evaluación está llena.',
  notAsked: 'Lee este curso para usted, así que no se le pide ninguna firma.',
  closed: 'Este recorrido está cerrado.',
};
