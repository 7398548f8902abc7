import type { Words } from '../words.ts';

type Wait = { count: number; unit: 'second' | 'minute' };
const UNITS = { second: 'segundo', minute: 'minuto' };

export const accounts: Words['accounts'] = {
  title: 'Iniciar sesión',
  intro: 'Le enviamos un código por correo. No hay contraseña. El primer código abre su cuenta.',
  email: 'Su dirección de correo',
  code: 'El código del correo',
  codeHint:
    'Ocho cifras. Sirve durante 10 minutos, una sola vez y solo en este navegador. Mire también en la carpeta de correo no deseado.',
  codeSent: 'Enviamos un código a esta dirección.',
  sendCode: 'Enviarme un código',
  signIn: 'Iniciar sesión',
  passkey: 'Usar una llave de acceso',
  anotherCode: 'Otro código u otra dirección',
  mailWarning: 'El código llega por correo. Si otra persona lee su correo, lea esto primero:',
  offline: 'No tiene conexión. Inténtelo de nuevo cuando vuelva.',
  failed: 'Eso no funcionó. Inténtelo de nuevo o pida otro código.',
  waitFor: ({ count, unit }: Wait) => `Espere ${count} ${UNITS[unit]}${count === 1 ? '' : 's'}.`,
  signedOut: 'Su sesión ha terminado',
  stale: 'Inicie sesión una vez más',
  staleWhy: 'Inició sesión hace un rato. Lo que va a hacer necesita una sesión iniciada en los últimos 15 minutos.',
  notNow: 'Ahora no',
  signedOutKept: 'Todo lo de esta página sigue aquí. Inicie sesión y seguimos donde estaba.',
};
