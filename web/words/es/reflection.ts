import type { Words } from '../words.ts';

export const reflection: Words['reflection'] = {
  title: 'Para usted',
  onlyYou:
    'En este sitio solo usted puede abrirlo. Quien tenga su teléfono desbloqueado o su buzón de correo también puede leerlo. Si teme eso, no escriba nada.',
  savedWhen: 'Se guarda cuando pulsa Guardar o sale de esta página.',
  save: 'Guardar',
  saved: 'Guardado.',
  saving: 'Guardando.',
  notSaved: 'Todavía no está guardado.',
  deleted: 'Borrado.',
  conflict: 'Escribió otra cosa en otra pestaña o en otro dispositivo. No se reemplazó nada.',
  otherText: 'El texto de allí',
  takeOther: 'Tomar ese texto',
  keepMine: 'Conservar el texto de aquí',
  why: 'Lo que escribe aquí puede hablar de su salud, su terapia o sus relaciones. Solo se conserva si usted acepta este texto.',
  version: (version: string, day: string) => `Versión ${version}, del ${day}`,
  newer: 'El texto ha cambiado desde que lo aceptó. Lo que escribió antes se queda; para escribir más, acepte este.',
  textChanged: 'En este momento llegó una versión más nueva. Léala antes de aceptar.',
  agree: 'Aceptar y escribir',
  agreeAndSave: 'Aceptar y guardar',
  optional:
    'Puede dejar esto. La lectura, las comprobaciones y el certificado no lo necesitan. Puede retirarlo cuando quiera en «Usted»; lo que escribió aquí se borra entonces.',
  failed: 'Eso no funcionó. Inténtelo de nuevo.',
};
