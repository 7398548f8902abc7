import type { Words } from '../words.ts';
import { duration, minutes } from './lengths.ts';

export const round: Words['round'] = {
  title: 'Su recorrido',
  plan: (count) =>
    `Prevea unos ${duration(count)}. Contamos 200 palabras de lectura por minuto, un minuto por pregunta, tres por cada propuesta de escritura, y la evaluación.`,
  closedTitle: 'Un recorrido cerrado',
  start: 'Empezar con el módulo 1',
  go: (number: number) => `Continuar con el módulo ${number}`,
  credit: {
    heading: 'Lo que falta hasta el certificado',
    explains: 'La lista se comprueba de nuevo cada vez que abre esta página. Puede hacer cada fila en cuanto se abre.',
  },
  /** Of a round without credit. */
  own: {
    heading: 'Hasta dónde ha llegado',
    explains: 'Lee para usted: no hay prueba. Puede parar cuando quiera.',
    certificate: 'No da créditos. Imprime un nombre; solo se le pide en la página del certificado.',
  },
  standing: { DONE: 'Hecho', PART: 'En marcha', OPEN: 'Por hacer', FREE: 'Si lo desea', LATER: 'Más adelante' },
  rows: {
    MODULES: 'Módulos',
    TIME: 'Tiempo de estudio',
    POST_TEST: 'Prueba final',
    EVALUATION: 'Evaluación',
    STATEMENT: 'Declaración',
    CLAIM: 'Certificado',
    OWN_CLAIM: 'Certificado',
  },
  actions: {
    MODULES: 'Seguir leyendo',
    TIME: 'Seguir leyendo',
    POST_TEST: 'A la prueba final',
    EVALUATION: 'A la evaluación',
    STATEMENT: 'A la declaración',
    CLAIM: 'Pedir el certificado',
    OWN_CLAIM: 'Al certificado',
  },
  toName: 'Escribir su nombre',
  modules: (done: number, total: number) => `${done} de ${total} terminados.`,
  modulesAndTime: (done: number, total: number, counted: number, required: number) =>
    `${done} de ${total} terminados, ${counted} de ${minutes(required)} contados.`,
  time: (counted: number, required: number) => `${counted} de ${minutes(required)} contados.`,
  noTime: 'No se le pide tiempo.',
  afterModules: 'Se abre cuando todos los módulos están terminados.',
  passMark: (percent: number) => `Debe ser correcto un ${percent} por ciento.`,
  attemptsLeft: (count: number) => (count === 1 ? 'Queda 1 intento.' : `Quedan ${count} intentos.`),
  best: (percent: number) => `Su mejor resultado hasta ahora: ${percent} por ciento.`,
  retryAt: (moment: string) => `El siguiente intento se abre el ${moment}.`,
  passed: 'Aprobada.',
  evaluationLater: 'Se abre después de la prueba final.',
  evaluationOpen: 'Sus respuestas sobre el curso. Se mezclan con las de otras personas.',
  evaluated: 'Entregada.',
  statementLater: 'Se abre después de la evaluación.',
  statementOpen: 'Usted firma que hizo el trabajo por su cuenta.',
  signed: 'Firmada.',
  nameMissing: 'Su perfil todavía no tiene un nombre que imprimir.',
  claimLater: 'Se abre cuando todo lo de arriba está hecho.',
  claimOpen: 'Todo está hecho.',
  claimed: 'Emitido.',
  modulesHeading: 'Los módulos',
  approvals: 'Quién ha aprobado este curso',
  newer: (version: string) =>
    `Ya salió la versión ${version} de este curso. Este recorrido se queda con la versión que usted empezó.`,
  samples: {
    SPECIMEN: 'Esto es una demostración: sus certificados dicen SPECIMEN y no acreditan ningún estudio.',
    ORGANIZATION: 'La organización es una muestra y no existe, así que ninguna junta acepta sus certificados.',
  },
  whoHelps: (name: string) => `¿Preguntas, o necesita más tiempo u otro formato? Pregunte a ${name}:`,
  withdraw: 'Retirarse de este recorrido',
  withdrawStays:
    'Lo que hizo queda registrado, y todavía puede leerlo aquí. Los intentos gastados de la prueba final siguen contando si empieza de nuevo. Los módulos y el tiempo no pasan al nuevo recorrido.',
  withdrawNow: 'Retirarse',
  withdrawn: 'Se retiró de este recorrido. Todavía puede leer sus módulos.',
  again: 'El curso en el catálogo',
  taught:
    'Lo que usted enseñó es lo que la organización declara después de la formación. Eso decide lo que puede pedir.',
  purposes: { CREDIT: 'Para una junta o un empleador', PERSONAL: 'Para usted', INSTRUCTOR: 'Como quien la impartió' },
  times: (round: number) => `Recorrido ${round}`,
  toCertificate: 'Ver el certificado',
  failed: 'Eso no funcionó. Inténtelo de nuevo.',
};
