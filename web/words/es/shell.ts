import type { Words } from '../words.ts';

export const shell: Words['shell'] = {
  skip: 'Ir al texto',
  leave: 'Salir de esta página',
  leaveHint: 'Va enseguida a una página del pronóstico del tiempo. Pulsar Mayús tres veces hace lo mismo.',
  safety: 'Leer con seguridad, y a quién llamar',
  privacy: 'Privacidad',
  terms: 'Condiciones',
  home: 'Cursos',
  learn: 'Estudio',
  wallet: 'Certificados',
  me: 'Usted',
  desk: 'Oficina',
  languages: 'Otros idiomas',
  unread: 'Ningún hablante nativo ha leído todavía esta traducción.',
  loading: 'Cargando…',
  missing: 'Esta página no existe, o no es suya.',
  missingTitle: 'Aquí no hay nada',
  toLearning: 'Ir a su página de estudio',
  failedTitle: 'Esto no se cargó',
  offlineTitle: 'No tiene conexión',
  offline: 'No se pudo cargar la página. Lo que ha hecho hasta ahora se conserva.',
  notSent: 'Eso no se envió. Sigue en esta página: inténtelo de nuevo cuando haya conexión.',
  busy: (seconds: number | null) =>
    seconds === null || seconds <= 10
      ? 'El servidor está ocupado. Inténtelo de nuevo en unos segundos.'
      : seconds <= 90
        ? `El servidor está ocupado. Inténtelo de nuevo en ${Math.ceil(seconds)} segundos.`
        : `El servidor está ocupado. Inténtelo de nuevo en ${Math.ceil(seconds / 60)} minutos.`,
  again: 'Intentar de nuevo',
  requestId: 'Si vuelve a ocurrir, dígale esto a quien administra este sitio:',
  offlineBar: 'No tiene conexión. Esta página se queda. Nada se cuenta ni se guarda hasta que vuelva la conexión.',
  mailTitle: 'Su correo',
  mailBounced: (address: string, day: string) => `El correo a ${address} no llegó el ${day}.`,
  mailChange: 'Cambiar su dirección',
  onlineAgain: 'Ya tiene conexión de nuevo.',
};
