import type { Words } from '../words.ts';
import { minutes } from './lengths.ts';

const span = ({ hours, minutes: rest }: { hours: number; minutes: number }): string =>
  hours === 0 ? minutes(rest) : `${hours} ${hours === 1 ? 'hora' : 'horas'}${rest === 0 ? '' : ` y ${minutes(rest)}`}`;

export const enrollments: Words['enrollments'] = {
  title: 'Su estudio',
  empty: 'No ha empezado ningún curso.',
  noneOpen: 'Ningún curso está en marcha.',
  toCourses: 'Ver los cursos',
  go: 'Continuar',
  openTest: 'Tiene una prueba abierta',
  goOnTest: 'Seguir con la prueba',
  timeLeft: (left: { hours: number; minutes: number }) => `Tiempo que queda: ${span(left)}`,
  noLimit: 'No hay límite de tiempo.',
  timeOver: 'Su tiempo ha terminado. Cuentan las respuestas que se guardaron.',
  moduleOf: (number: number, total: number) => `Módulo ${number} de ${total}`,
  module: (number: number) => `Módulo ${number}`,
  minutesLeft: (count: number) =>
    count === 0 ? 'Aquí ya se contó tiempo suficiente.' : `Aquí quedan unos ${minutes(count)}.`,
  allRead: 'Todos los módulos están leídos. Vea qué sigue.',
  seeNext: 'Lo que falta',
  openRounds: 'En marcha',
  closedRounds: 'Terminados y cerrados',
  roundTimes: (round: number) => `Recorrido ${round}`,
  purposes: { CREDIT: 'Para una junta o un empleador', PERSONAL: 'Para usted', INSTRUCTOR: 'Como quien la impartió' },
  claimedOn: (day: string) => `Certificado emitido el ${day}`,
  withdrawnOn: (day: string) => `Retirado el ${day}`,
  progress: (done: number, total: number) => `${done} de ${total} módulos terminados`,
  newest: 'Su certificado más reciente',
  toCertificate: 'Ver el certificado',
  allCertificates: 'Todos los certificados',
  hours: {
    STUDIED: (hours: string) => `${hours} ${hours === '1.00' ? 'hora' : 'horas'} de estudio`,
    ATTENDED: (hours: string) => `${hours} ${hours === '1.00' ? 'hora' : 'horas'} de asistencia`,
    TAUGHT: (hours: string) => `${hours} ${hours === '1.00' ? 'hora impartida' : 'horas impartidas'}`,
  },
  doneOn: {
    COMPLETION: (day: string) => `Completado el ${day}`,
    ATTENDANCE: (day: string) => `Asistió hasta el ${day}`,
    TEACHING: (day: string) => `Enseñó hasta el ${day}`,
  },
  registrations: 'Sus eventos',
  registrationStates: {
    APPLIED: 'Ha presentado su solicitud.',
    AWAITING_PAYMENT: 'Se le guarda un lugar hasta que llegue el pago.',
    CANCELLED: 'Cancelado.',
    CONFIRMED: 'Tiene un lugar.',
    DECLINED: 'Rechazado.',
    HELD: 'Se le guarda un lugar por poco tiempo.',
    LAPSED: 'El lugar quedó libre.',
    OFFERED: 'Se le ofrece un lugar.',
    TRANSFERRED: 'El lugar pasó a otra persona.',
  },
};
