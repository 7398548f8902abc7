import type { Words } from '../words.ts';

export const statement = {
  title: 'Tauākī',
  intro: 'I mua i tō tono i te tiwhikete, ka waitohu koe nāu anō te mahi.',
  introTaught: 'I mua i tō tono i te tiwhikete, ka waitohu koe nāu i whakaako ngā mea e kī ana te whakahaere.',
  back: 'Hoki ki tō rārangi arowhai',
  version: (version) => `Putanga ${version}`,
  changed:
    'Kua huri te tauākī mai i tō whakatuwheratanga i tēnei whārangi. Pānuitia te kuputuhi hou, kātahi ka waitohu.',
  newText: 'Kuputuhi hou',
  name: 'Patohia tō ingoa ā-ture',
  nameHint: (name) =>
    `Kia rite ki tō kōtaha: ${name}. Ahakoa ngā pū matua, ngā tohutō me ngā irakati. Ko te pato i te ingoa tō waitohu, nō reira kāore i whakakīia.`,
  nameMissing: 'Kāore anō he ingoa ā-ture i tō kōtaha. Ka tāia ki te tiwhikete, nō reira me mātua tuhi.',
  toProfile: 'Tuhia tō ingoa ā-ture',
  wrongName: 'Kei te hē te ingoa',
  sign: 'Waitohu',
  signed: 'Kua waitohua',
  signedOn: (day) => `I waitohua e koe tēnei tauākī i te ${day}.`,
  signAgain: 'Me waitohu anō:',
  toClaim: 'Haere ki te tiwhikete',
  needsName: 'Patohia tō ingoa hei waitohu.',
  notYet: 'Kāore anō kia tuwhera',
  notOpen: 'E kōrero ana te tauākī mō ngā mea katoa i mua atu. Kei te toe tonu ēnei:',
  contentFirst: 'Kua oti ngā wāhanga katoa.',
  testFirst: 'Kua puta koe i te whakamātautau whakamutunga.',
  evaluationFirst: 'Kua oti te aromātai.',
  notAsked: 'Māu anō tēnei akoranga, nō reira kāore he waitohu e tonoa ana.',
  closed: 'Kua kati tēnei huringa ako.',
} satisfies Words['statement'];
