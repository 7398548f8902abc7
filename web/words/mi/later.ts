import type { Words } from '../words.ts';

export const later = {
  title: 'He pātai ruarua',
  lead: 'E toru ngā pātai, ia pātai i muri i tētahi, me tāu i whakamātau ai. Ka noho tonu tō whakautu tuatahi, ā, ka whai tonu mai ōna take. Kāore he paahi, kāore he taka, ā, kāore he mea e tatauria ana.',
  leadOwn: 'Kotahi te pātai, mō āu ake kupu. Kāore he mea e tatauria ana.',
  choose: 'Kōwhiria tētahi whakautu i te tuatahi.',
  answer: 'Whakautu',
  next: 'Te pātai e whai ake nei',
  toTried: 'Haere tonu',
  optional:
    'Ka taea te waiho. Kāore he mea e whirinaki ana ki tēnei. Ka taea te tango mai i ngā wā katoa i raro i “Koe”; kātahi ka mukua āu i tuhi ai i konei.',
  early: (day: string | null) =>
    day === null ? 'Ka tuwhera tēnei i muri i tō whakaoti i te akoranga.' : `Ka tuwhera tēnei ā te ${day}.`,
  over: 'Kua mutu tēnei. Ka noho tonu i konei āu i whakautu ai.',
  off: 'Kāore koe e pātaihia ana. Ka taea te whakakā i te whārangi e hoki ana koe.',
  toRound: 'Hoki ki tō rārangi',
  failed: 'Kāore i oti. Whakamātauria anō.',
  offline: 'Kāore he whatunga. Kāore he mea i tukuna.',
} satisfies Words['later'];
