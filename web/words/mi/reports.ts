import type { Words } from '../words.ts';
import { manyFirst } from './counts.ts';

export const reports = {
  title: 'Aromātai',
  toEvent: 'Hoki ki te hui',
  which:
    'Ko ngā whakautu a ngā tāngata i muri i te hui, kāore ō rātou ingoa i te taha. Kei konei ngā whakautu o ngā marama kua pahure, ā, kāore he mea mō te hunga iti iho i te tokorima.',
  late: 'Ka tatari ngā whakautu o muri mai kia tae rā anō ki te rima. Ko ngā mea he iti tonu mō tēnei hui ka tatauria anake ki te pūrongo o te akoranga, i te taha o ētahi atu hui, kia kore ai e mōhiotia nā wai tēhea whakautu.',
  nothingYet: 'Kāore anō i rahi ngā whakautu. Hoki mai ina pau te marama.',
  groups: { OBJECTIVE: 'Ngā mea i akona', PRESENTER: 'Te kaiako', COURSE: 'Te akoranga' },
  few: 'He iti rawa ngā whakautu ināianei: me rima.',
  fewChosen: 'He iti rawa ngā whakautu ināianei: me rima mō ia kōwhiringa i kōwhiria e tētahi.',
  answers: (count) => manyFirst(count, 'whakautu'),
  average: (value, steps) => `Toharite: ${value} o te ${steps}`,
  scale: (steps) => `Mai i te 1 ki te ${steps}:`,
  someOf: (shown) => `Ko ētahi ēnei, e ${shown}, i kōwhiria matapōkeretia.`,
} satisfies Words['reports'];
