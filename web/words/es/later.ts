import type { Words } from '../words.ts';

export const later: Words['later'] = {
  title: 'Unas preguntas',
  lead: 'Tres preguntas, una tras otra, y lo que usted probó. Su primera respuesta se queda, y sus razones siguen enseguida. Nada se aprueba ni se suspende, y nada cuenta.',
  leadOwn: 'Una pregunta, para palabras propias. Nada cuenta.',
  choose: 'Elija primero una respuesta.',
  answer: 'Responder',
  next: 'Pregunta siguiente',
  toTried: 'Seguir',
  optional:
    'Puede dejarlo. Nada depende de ello. Puede retirarlo en cualquier momento en «Usted»; lo que escribió aquí se borra entonces.',
  early: (day: string | null) => (day === null ? 'Se abre después de que termine el curso.' : `Se abre el ${day}.`),
  over: 'Esto ha terminado. Lo que respondió se queda aquí.',
  off: 'No se le pregunta. Puede activarlo en la página a la que vuelve.',
  toRound: 'Volver a su lista',
  failed: 'No ha funcionado. Inténtelo de nuevo.',
  offline: 'No hay red. No se envió nada.',
  /** Whether somebody wants to be asked. */
  offer: {
    heading: 'Semanas después',
    asks: (weeks: readonly number[]) =>
      `Si quiere, le hacemos tres preguntas y le preguntamos qué probó, ${weeks.join(' y ')} semanas después de que termine el curso: con un correo cada vez, que no nombra ningún curso. Nada cuenta, y su organización ve solo cuántas personas acertaron.`,
    asksOwn: (weeks: readonly number[]) =>
      `Si quiere, le preguntamos qué probó, ${weeks.join(' y ')} semanas después de que termine el curso: con un correo cada vez, que no nombra ningún curso. Solo usted puede leer su respuesta.`,
    round: (weeks: number, state: string | null, day: string | null) =>
      state === 'OVER'
        ? `Después de ${weeks} semanas: terminado.`
        : day === null
          ? `Después de ${weeks} semanas.`
          : `Después de ${weeks} semanas: desde el ${day}.`,
    toRound: (weeks: number) => `Después de ${weeks} semanas: abierto ahora`,
    start: 'Pregúntenme',
    started: 'Se le pregunta.',
    stop: 'No me pregunten',
    stopped: 'No se le pregunta.',
  },
};
