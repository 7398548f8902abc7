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
    for: 'Mō:',
    hours: 'Ngā hāora:',
    inWriting: 'Mā te tuhi:',
    checked: (day, how) =>
      ({
        CALLED: `I waea atu hei arowhai i te ${day}`,
        PAGE: `I pānuitia i tōna whārangi i te ${day}`,
        COPY: `I pānuitia i te tārua o tētahi whārangi tūmatanui i te ${day}`,
        DIRECTORY: `I pānuitia i ngā rārangi a ētahi atu i te ${day}`,
        UNSAID: `I arowhaitia i te ${day}`,
      })[how ?? 'UNSAID'],
    others: 'Ki ētahi atu whenua',
    site: 'Paetukutuku',
  },
} satisfies Words['modules'];
