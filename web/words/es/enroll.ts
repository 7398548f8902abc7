import type { Words } from '../words.ts';
import { duration } from './lengths.ts';

export const enroll: Words['enroll'] = {
  eyebrow: 'Antes de empezar',
  title: 'Empezar este curso',
  retired: 'Este curso ya no admite personas nuevas.',
  live: 'Este curso se da en vivo. Uno se inscribe en una de sus fechas.',
  already: 'Ya ha empezado este curso.',
  continueIt: 'Ir a su recorrido',
  purpose: '¿Para qué lo hace?',
  credit: 'Para mostrarlo a una junta o a un empleador',
  creditAsks: (test: string | null) =>
    `Pide: todos los módulos con su tiempo, ${test ?? 'la prueba final'}, una evaluación y una declaración que usted firma.`,
  test: (draw: number, percent: number) =>
    `una prueba final de ${draw} preguntas con un ${percent} por ciento de aciertos`,
  noHours: 'Este curso no justifica horas, así que no se puede hacer con este fin.',
  personal: 'Para usted',
  personalAsks:
    'Pide: los módulos, su tiempo y sus comprobaciones breves. Al final no hay prueba y nadie le pide su nombre. Hay un certificado sin créditos, si lo quiere.',
  switchLater:
    'Esto solo se puede cambiar retirándose y empezando de nuevo. Los módulos y el tiempo no pasan al nuevo recorrido. Los intentos gastados de la prueba final, sí.',
  plan: (count) =>
    `Prevea unos ${duration(count)}. Contamos 200 palabras de lectura por minuto, un minuto por pregunta, tres por cada propuesta de escritura, y la evaluación.`,
  read: 'Por favor, lea',
  changed: 'Los textos han cambiado desde que abrió esta página. Lo nuevo está marcado. Léalo y acepte de nuevo.',
  isNew: 'Cambiado',
  choosePurpose: 'Elija para qué hace el curso.',
  consentMissing: 'Márquelo si está de acuerdo. Sin esto no puede empezar.',
  adultMissing: 'Este curso es para personas adultas. Márquelo si usted lo es.',
  start: 'Empezar el curso',
  other: (purpose: string) => `Ya está en este curso: ${purpose}.`,
  purposes: { CREDIT: 'Para una junta o un empleador', PERSONAL: 'Para usted' },
  samples: {
    SPECIMEN: 'Esto es una demostración: sus certificados dicen SPECIMEN y no acreditan ningún estudio.',
    ORGANIZATION: 'La organización es una muestra y no existe, así que ninguna junta acepta sus certificados.',
  },
  toCourses: 'Ver los cursos',
  failed: 'Eso no funcionó. Inténtelo de nuevo.',
};
