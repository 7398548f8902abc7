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
    checked: (day) => `Leído en una página pública el ${day}`,
    others: 'En otros países',
    site: 'Sitio web',
  },
};
