import type { Words } from '../words.ts';
import { manyFirst } from './counts.ts';

export const evaluations = {
  title: 'Aromātai',
  back: 'Hoki ki tō rārangi arowhai',
  groups: { OBJECTIVE: 'Ngā mea i akona e koe', PRESENTER: 'Te kaiako', COURSE: 'Te akoranga' },
  groupHints: { OBJECTIVE: 'Kotahi te pātai mō ia whāinga.', PRESENTER: '', COURSE: '' },
  optional: 'kei a koe te tikanga',
  required: (count) => `${manyFirst(count, 'pātai')} me whakautu. Kei a koe te tikanga mō ērā atu.`,
  nameNobody: 'Kaua e whakahua ingoa: kaua tō kiritaki, kaua he hoa mahi, kaua koe anō.',
  charactersLeft: (count) => `${manyFirst(count, 'pūāhua')} e toe ana`,
  draft:
    'Kāore he mea e mau ki tēnei pūrere, kāore he mea e tukuna, kia tuku rā anō koe. Ki te katia e koe tēnei whārangi, ka wātea anō.',
  leave: 'Kāore anō ō whakautu kia tukuna, ā, ka ngaro. Ka wehe i tēnei whārangi?',
  submit: 'Tukua te aromātai',
  final:
    'Kotahi noa iho te wā e taea ai te tuku. Ka penapenahia ō whakautu, kāore tō ingoa i te taha, nō reira e kore e taea te panoni ā muri ake.',
  faultsTitle: (count) => `${manyFirst(count, 'whakautu')} hei titiro`,
  needsAnswer: 'Me whakautu tēnei.',
  tooLong: (most) => `Kaua e nui ake i te ${most} pūāhua.`,
  done: 'Kua tukuna',
  doneAt: (day) =>
    `I tukuna e koe tēnei aromātai i te ${day}. E kore e taea te pānui, te panoni rānei i konei, nā te mea kāore tō ingoa i te taha.`,
  toStatement: 'Haere ki te tauākī',
  notYet: 'Kāore anō kia tuwhera',
  notOpen: 'Ka tuwhera te aromātai ina oti ngā mea katoa e pātaihia ana:',
  contentFirst: 'Kua oti ngā wāhanga katoa.',
  testFirst: 'Kua puta koe i te whakamātautau whakamutunga.',
  closed: 'Kua kati tēnei huringa ako, nō reira e kore e taea tana aromātai te whakakī.',
} satisfies Words['evaluations'];
