import type { Words } from '../words.ts';

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
type Left = { count: number; unit: 'minute' | 'second' };
const UNITS = { minute: 'minuto', second: 'segundo' };

export const quizzes: Words['quizzes'] = {
  title: 'Prueba',
  back: 'Volver a su lista',
  toRound: 'Seguir',
  kinds: { PRE_TEST: 'Antes del curso', MODULE_CHECK: 'Comprobación de un módulo', POST_TEST: 'Prueba final' },

  facts: {
    questions: 'Preguntas',
    pass: 'Para aprobar',
    time: 'Tiempo',
    attempts: 'Intentos',
    wait: 'Después de uno no aprobado',
  },
  passMark: (percent: number, right: number, of: number) => `${percent} por ciento: ${right} de ${of}`,
  noMark: 'Nada. Solo muestra desde dónde empieza.',
  time: (minutes: number | null) => (minutes === null ? 'Sin límite' : `${plural(minutes, 'minuto')} para un intento`),
  attemptsLeft: (left: number | null, allowed: number | null) =>
    left === null || allowed === null ? 'Sin límite' : `Quedan ${left} de ${allowed}`,
  wait: (hours: number) => `El siguiente se abre después de ${plural(hours, 'hora')}.`,
  moreTime: '¿Necesita más tiempo u otro formato?',
  moreTimeAsk: (who: string) =>
    `Pregunte a ${who} antes de empezar. Solo se puede conceder para intentos que aún no han empezado:`,
  usesAttempt:
    'Empezar gasta un intento, porque entonces ve las preguntas. Puede salir y volver: lo que se guardó se conserva.',
  timeGoesOn: 'El tiempo sigue mientras usted no está.',
  noAttemptUsed: 'Puede salir y volver: lo que se guardó se conserva.',
  start: 'Empezar',
  startAgain: 'Empezar otro intento',
  nextOpens: (when: string) => `El siguiente intento se abre el ${when}.`,
  passedEarlier: 'Ya aprobó esta prueba. Aquí no queda nada por hacer.',
  mayImprove:
    'Una oferta de créditos pide una nota más alta. Puede intentarlo de nuevo; lo aprobado se queda aprobado.',
  whoHelps: (who: string) => `${who} puede ayudar:`,

  place: (place: number) => `Pregunta ${place}`,
  question: (place: number, of: number) => `Pregunta ${place} de ${of}`,
  how: {
    SINGLE: 'Elija una.',
    MULTIPLE: 'Elija todas las respuestas que correspondan.',
    TRUE_FALSE: 'Elija una.',
    ORDERING: 'Póngalas en orden, de la primera a la última.',
    MATCHING: 'Elija la pareja de cada una. Pueden sobrar algunas.',
  },
  choose: 'Elija…',
  keepOrder: 'Este orden es mi respuesta',
  clear: 'Quitar esta respuesta',
  order: {
    up: 'Subir',
    down: 'Bajar',
    upOf: (text: string) => `Subir: ${text}`,
    downOf: (text: string) => `Bajar: ${text}`,
    moved: (text: string, place: number, total: number) => `${text}: ahora en el puesto ${place} de ${total}.`,
  },
  saved: {
    EMPTY: 'Todavía sin respuesta',
    SAVING: 'Guardando…',
    WAITING: 'Todavía no está guardada. Lo intentamos de nuevo cada pocos segundos.',
    at: (time: string) => `Guardada a las ${time}`,
    cleared: 'Sin respuesta. Quitada',
  },
  replaced: 'Esta respuesta se cambió en otra pestaña o en otro dispositivo. Ahora ve aquella.',
  notSaved:
    'Todavía no está guardado. Sus respuestas están en esta página, y lo intentamos de nuevo cada pocos segundos.',
  savedAgain: 'Todo está guardado.',
  leaveUnsaved: 'Algunas respuestas todavía no están guardadas. Esperan en esta pestaña. ¿Salir de esta página?',

  answered: (count: number, of: number) => `${count} de ${of} respondidas`,
  left: ({ count, unit }: Left) => `Quedan ${plural(count, UNITS[unit])}`,
  hideTime: 'Ocultar',
  hideTimeLong: 'Ocultar el tiempo',
  showTime: 'Ver tiempo',
  showTimeLong: 'Ver el tiempo que queda',
  offline: 'Sin conexión',
  handIn: 'Entregar',
  handInTitle: '¿Entregar?',
  final: 'Todas las preguntas tienen respuesta. Esto es definitivo.',
  openTitle: (count: number) => `${plural(count, 'pregunta')} sin respuesta`,
  openText: 'Todas las preguntas necesitan respuesta. Ir a:',
  partly: 'Faltan parejas, y una respuesta así cuenta como equivocada:',
  notYet: 'Todavía no',
  offlineHandIn: 'No tiene conexión. Sus respuestas se guardan en esta pestaña. Entregue cuando vuelva.',
  overTitle: 'El tiempo ha terminado.',
  over: 'Cuentan las respuestas que se guardaron. Estamos pidiendo el resultado.',
  overOffline: 'Cuentan las respuestas que se guardaron. El resultado llega en cuanto vuelva la conexión.',

  passed: 'Aprobada',
  failed: 'No aprobada',
  done: 'Entregada',
  score: (right: number, of: number, percent: number) => `${right} de ${of} correctas: ${percent} por ciento.`,
  needed: (percent: number) => `Se necesita un ${percent} por ciento.`,
  timedOut: (count: number) =>
    count === 1
      ? 'El tiempo terminó. Contó 1 respuesta que se había guardado.'
      : `El tiempo terminó. Contaron ${count} respuestas que se habían guardado.`,
  requiredLead: 'Además del total, esto debe aprobarse por separado:',
  requiredOf: (pass: number, of: number) => `${pass} de ${of} correctas sobre:`,
  missedOf: (right: number, of: number, pass: number) => `${right} de ${of} correctas, hacen falta ${pass}, sobre:`,
  readAgain: 'Vuelva a leer:',
  noItems: 'Qué respuestas eran correctas se muestra cuando haya aprobado.',
  next: '¿Y ahora?',
  review: 'Sus respuestas',
  right: 'Correcta',
  wrong: 'No es correcta',
  regraded: 'Esta pregunta tenía un error. Cuenta como correcta para todas las personas.',
  yours: 'Su respuesta',
  rightAnswer: 'Respuesta correcta',
  anyOrder: (texts: readonly string[]) => `Estas pueden ir en cualquier orden: ${texts.join('; ')}.`,
  none: 'Ninguna',
  why: 'Por qué',
  pair: (left: string, right: string) => `${left} → ${right}`,
};
