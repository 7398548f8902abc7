import type { Words } from '../words.ts';

const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const evaluations: Words['evaluations'] = {
  title: 'Evaluación',
  back: 'Volver a su lista',
  groups: { OBJECTIVE: 'Lo que aprendió', PRESENTER: 'Quién enseñó', COURSE: 'El curso' },
  groupHints: { OBJECTIVE: 'Una pregunta por cada objetivo.', PRESENTER: '', COURSE: '' },
  optional: 'opcional',
  required: (count: number) =>
    count === 1
      ? '1 pregunta necesita respuesta. Las demás son opcionales.'
      : `${count} preguntas necesitan respuesta. Las demás son opcionales.`,
  nameNobody: 'Por favor, no nombre a nadie: ni a clientes, ni a colegas, ni a usted.',
  charactersLeft: (count: number) => `Quedan ${plural(count, 'carácter', 'caracteres')}`,
  draft:
    'Nada se guarda en este dispositivo y nada se envía hasta que usted la entregue. Si cierra esta página, vuelve a estar vacía.',
  leave: 'Sus respuestas todavía no están entregadas y se perderían. ¿Salir de esta página?',
  submit: 'Entregar la evaluación',
  final: 'Se puede entregar una vez. Sus respuestas se guardan sin su nombre, así que nadie puede cambiarlas después.',
  faultsTitle: (count: number) => `${plural(count, 'respuesta')} por revisar`,
  needsAnswer: 'Esto necesita una respuesta.',
  tooLong: (most: number) => `Escriba como máximo ${most} caracteres.`,
  done: 'Entregada',
  doneAt: (day: string) =>
    `Entregó esta evaluación el ${day}. Aquí no se puede leer ni cambiar, porque se guarda sin su nombre.`,
  toStatement: 'Seguir a la declaración',
  notYet: 'Todavía no está abierta',
  notOpen: 'La evaluación se abre cuando está hecho todo aquello por lo que pregunta:',
  contentFirst: 'Todos los módulos están completados.',
  testFirst: 'La prueba final está aprobada.',
  closed: 'Este recorrido está cerrado, así que su evaluación ya no se puede llenar.',
};
