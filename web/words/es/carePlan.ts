import type { Words } from '../words.ts';

export const carePlan: Words['carePlan'] = {
  title: 'Su propio plan',
  lead: 'Para usted. No lo puede abrir nadie que dirija el evento ni nadie de la organización.',
  leadOfPair:
    'Para usted. No lo puede abrir nadie que dirija el evento ni nadie de la organización, y no se muestra a la persona que viene con usted.',
  label: '¿Qué quiere hacer ahora?',
  hint: 'Por ejemplo: qué le ayuda, a quién puede llamar, qué intenta primero. Un plan vacío borra las palabras que había aquí.',
  save: 'Guardar',
  saved: 'Guardado. No se muestra a nadie más.',
  sharedTitle: 'El plan que escriben entre los dos',
  sharedLead:
    'Usted y la persona que viene con usted leen este texto, y las dos pueden cambiarlo. Escriba aquí solo lo que las dos pueden leer. Su formulario y su propio plan no forman parte de él.',
  sharedLabel: '¿Qué quieren hacer ahora las dos personas?',
  sharedHint: 'Cada cambio retira lo que se había acordado antes.',
  sharedSaved: 'Guardado. Lo leen las dos personas. Todavía nadie ha aceptado este texto.',
  waits: 'La persona que viene con usted todavía no se ha unido. Podrá escribir aquí cuando lo haya hecho.',
  notSaved: 'No se guardó: el texto cambió entretanto. Sus palabras siguen aquí.',
  conflict:
    'Este texto cambió desde que lo leyó: lo cambió la persona que viene con usted, o usted en otra pestaña. No se reemplazó nada: sus palabras están arriba.',
  otherText: 'El texto tal como está ahora',
  otherGone: 'El texto ya no se conserva.',
  takeOther: 'Tomar el texto tal como está',
  keepMine: 'Poner mis palabras en su lugar',
  agreeTitle: 'Permitir que se lea',
  agreeReaders:
    'Cuando las dos personas hayan aceptado exactamente este texto, lo pueden abrir quienes leen el formulario:',
  agreeAlone: 'Nada de lo que una de las dos escribió a solas va con él.',
  agreeFree:
    'No tiene que aceptar. Si una de las dos cambia el texto más tarde, las dos aceptaciones se retiran, y nadie más lee el texto nuevo hasta que las dos acepten otra vez.',
  agreeShows:
    'Esta página dice si han aceptado las dos personas. Quien ha aceptado puede saber por ella si la otra lo ha hecho; vale igual para las dos.',
  standings: {
    NOBODY: 'Usted no ha aceptado este texto.',
    YOU: 'Usted ha aceptado este texto. Se podrá leer cuando lo hayan aceptado las dos personas.',
    BOTH: 'Las dos personas han aceptado este texto. Ahora se puede leer.',
  },
  markFirst: 'Ponga la marca para seguir.',
  agree: 'Aceptar',
  agreedNow: 'Usted ha aceptado este texto.',
  changedRead: 'El texto cambió desde que lo leyó. El texto nuevo está arriba: léalo antes de aceptar.',
};
