import type { Words } from '../words.ts';

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
};
