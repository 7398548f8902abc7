import type { Words } from '../words.ts';
import { minutes } from './lengths.ts';

export const modules = {
  outline: 'Ngā wāhanga',
  toRound: 'Hoki ki tō rārangi arowhai',
  counted: (counted, required) => `${counted} o te ${minutes(required)} kua tatauria`,
  done: 'Kua oti',
  here: 'Kei konei koe',
  help: {
    title: 'Āwhina ināianei',
    fixed: 'Āwhina ināianei',
    checked: (day) => `I pānuitia i te whārangi tūmatanui i te ${day}`,
    others: 'Ki ētahi atu whenua',
    site: 'Paetukutuku',
  },
} satisfies Words['modules'];
