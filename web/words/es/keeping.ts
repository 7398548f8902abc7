import type { Words } from '../words.ts';

export const keeping: Words['keeping'] = {
  title: 'Leer sin conexión',
  keep: 'Guardar este módulo en este dispositivo',
  what: 'Su texto se guarda 14 días, y nada de lo que usted escribe. Cerrar la sesión y «Salir de esta página» lo borran.',
  who: 'Cualquiera que use este dispositivo puede leerlo.',
  working: 'Guardando el texto…',
  kept: (day: string) => `Este módulo se guarda en este dispositivo hasta el ${day}.`,
  remove: 'Quitar',
  removeOf: (module: string) => `Quitar ${module}`,
  removed: 'Quitado. Este dispositivo no guarda este módulo.',
  refused: 'Este navegador no pudo guardar el módulo. No se guardó nada.',
  reading: (day: string) => `Está leyendo el texto que este dispositivo guarda hasta el ${day}.`,
  needs:
    'Sin conexión no se cuenta el tiempo. La comprobación, las notas y todo lo que se guarda también la necesitan.',
  again: 'Probar la conexión de nuevo',
  all: 'Guardado en este dispositivo',
  module: (number: number, title: string) => `Módulo ${number}: ${title}`,
  until: (day: string) => `Se guarda hasta el ${day}`,
  removeAll: 'Quitar todo',
  nothing: 'Ya no hay nada guardado en este dispositivo.',
};
