import type { Words } from '../words.ts';
import { minutes } from './lengths.ts';

export const modules: Words['modules'] = {
  outline: 'Módulos',
  toRound: 'Volver a su lista',
  counted: (counted: number, required: number) => `${counted} de ${minutes(required)} contados`,
  done: 'Terminado',
  here: 'Está aquí',
  help: {
    title: 'Ayuda ahora',
    fixed: 'Ayuda ahora',
    for: 'Para:',
    hours: 'Horario:',
    inWriting: 'Por escrito:',
    checked: (day, how) =>
      ({
        CALLED: `Comprobado por teléfono el ${day}`,
        PAGE: `Leído en su página el ${day}`,
        COPY: `Leído en una copia de una página pública el ${day}`,
        DIRECTORY: `Leído en directorios de otros el ${day}`,
        UNSAID: `Comprobado el ${day}`,
      })[how ?? 'UNSAID'],
    others: 'En otros países',
    site: 'Sitio web',
  },
};
