import type { Dates } from '../format.ts';

/** The files of this language, found by their names. */
export const files = import.meta.glob<Record<string, never>>(['./*.ts', '!./files.ts']);

export const dates: Dates = {
  like: 'en-NZ',
  names: {
    ...{ January: 'Hānuere', February: 'Pēpuere', March: 'Māehe', April: 'Āperira', May: 'Mei', June: 'Hune' },
    ...{ July: 'Hūrae', August: 'Ākuhata', September: 'Hepetema', October: 'Oketopa', November: 'Noema' },
    ...{ December: 'Tīhema', Sunday: 'Rātapu', Monday: 'Mane', Tuesday: 'Tūrei', Wednesday: 'Wenerei' },
    ...{ Thursday: 'Tāite', Friday: 'Paraire', Saturday: 'Rāhoroi' },
    ...{ Sun: 'Rātapu', Mon: 'Mane', Tue: 'Tūrei', Wed: 'Wenerei', Thu: 'Tāite', Fri: 'Paraire', Sat: 'Rāhoroi' },
  },
};
