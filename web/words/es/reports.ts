import type { Words } from '../words.ts';

const minutes = (many: number) => `${many} ${many === 1 ? 'minuto' : 'minutos'}`;

export const reports: Words['reports'] = {
  title: 'Evaluación',
  toEvent: 'Volver al evento',
  which:
    'Lo que las personas respondieron después del evento, sin sus nombres. Aquí están las respuestas de los meses que ya terminaron, y nada de menos de cinco personas.',
  late: 'Lo que llega más tarde espera hasta que haya cinco. Lo que sigue siendo muy poco para este evento cuenta solo en el informe del curso, junto con otros eventos, para que nadie pueda saber quién respondió qué.',
  nothingYet: 'Todavía no hay suficientes respuestas. Vuelva cuando termine el mes.',
  groups: { OBJECTIVE: 'Lo que las personas aprendieron', PRESENTER: 'Quién enseñó', COURSE: 'El curso' },
  few: 'Todavía hay muy pocas respuestas: se necesitan cinco.',
  fewChosen: 'Todavía hay muy pocas respuestas: se necesitan cinco de cada opción que alguien eligió.',
  answers: (count: number) => `${count} ${count === 1 ? 'respuesta' : 'respuestas'}`,
  average: (value: string, steps: number) => `Promedio: ${value} de ${steps}`,
  scale: (steps: number) => `Del 1 al ${steps}:`,
  someOf: (shown: number) => `Estas son ${shown} de ellas, elegidas al azar.`,
  /** Of each objective, before the course, after it and weeks later. */
  results: {
    heading: 'Resultados por objetivo',
    which:
      'De todas las personas que hicieron esta versión del curso, en este evento o en otro lugar: la parte que acertaron. De cada persona cuenta el primer intento, y semanas después la primera respuesta.',
    late: 'Semanas después se pregunta solo a quien quiere, así que esos resultados son de menos personas, que eligieron responder. De menos de cinco personas no se muestra nada, y lo que escribieron no se muestra nunca.',
    caption: 'Parte de aciertos, y de cuántas personas',
    objective: 'Objetivo',
    stage: (stage: string, weeks: number | null) =>
      stage === 'PRE_TEST' ? 'Antes' : stage === 'POST_TEST' ? 'Después' : `${weeks} semanas después`,
    result: (percent: number, people: number) => `${percent}\u00a0% de\u00a0${people}`,
    few: 'Menos de cinco',
    notAsked: 'No se pregunta',
  },
  /** Of who taught a training: what the organization states, and what its instructors earn by it. */
  teaching: {
    title: 'Quién enseñó',
    lead: 'Diga quién enseñó cuántos minutos de cada parte. Los instructores obtienen crédito por lo que consta aquí, nunca por el programa.',
    mayNot: 'Solo los propietarios y los organizadores pueden decir quién impartió una formación.',
    notOver: 'Podrá decirlo aquí cuando la formación haya terminado.',
    canceled: 'La formación se canceló, así que nadie la impartió.',
    noParts: 'La formación no tiene ninguna parte que enseñe.',
    part: (from, to, many) => `${from}–${to}, ${minutes(many)}`,
    hint: 'Minutos que enseñó cada persona. Déjelo vacío si ninguno.',
    settled: 'Por qué cambia un número guardado',
    settledHint: 'Solo si cambia un número que ya se guardó. Su instructor lo lee.',
    noReason: 'Escriba por qué cambia un número guardado.',
    noChange: 'No cambió ningún número.',
    wrong: (name, part, most) => `${name}, ${part}: escriba un número entero, ${most} como máximo, o déjelo vacío.`,
    save: 'Guardar',
    saved: 'Guardado.',
    failed: 'Algo salió mal. Inténtelo de nuevo.',
    offline: 'No hay red. No se cambió nada.',
    history: 'Lo que se retiró',
    said: (name, many, part) => `${name}, ${minutes(many)}: ${part}`,
    because: (day, reason) => `Retirado el ${day}: ${reason}`,

    here: 'Usted enseñó aquí',
    hereNone: 'La organización todavía no ha dicho cuánto enseñó usted.',
    hereStated: (many) => `Declarado hasta ahora: ${minutes(many)}.`,
    toHere: 'Lo que enseñó y su crédito',

    pageTitle: 'Lo que enseñó',
    stated: 'Lo que declara la organización',
    notStated:
      'Todavía nada. Un propietario u organizador lo dice cuando la formación ha terminado. Escríbales si falta algo o no es correcto.',
    credit: 'Crédito por enseñar',
    noOffers: 'Hoy no hay ninguna oferta de crédito abierta para este curso.',
    counts: 'Cuenta lo que enseñaron los instructores.',
    countsNot: 'Solo da crédito a quienes aprenden.',
    amountLater: 'Cuánto obtiene aparece aquí cuando se haya inscrito como instructor.',
    earns: (amount) => `${amount} tal como está ahora.`,
    enroll: 'Inscribirse como instructor',
    enrollText:
      'Usted se inscribe una vez por cada formación que impartió. Después firma una declaración y pide el certificado.',
    changed: 'Los textos han cambiado desde que abrió esta página. Léalos de nuevo y acéptelos.',
    toRound: 'Seguir con la declaración y el certificado',
    toCertificate: 'Lo que pidió',
  },
};
