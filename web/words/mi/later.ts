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
  /** Whether somebody wants to be asked. */
  offer: {
    heading: 'Ngā wiki i muri mai',
    asks: (weeks: readonly number[]) =>
      `Ki te pīrangi koe, ka pātai mātou i ngā pātai e toru me tāu i whakamātau ai, e ${weeks.join(' me te ')} wiki i muri i tō whakaoti i te akoranga: kotahi te īmēra i ia wā, kāore he akoranga e whakaingoatia ana. Kāore he mea e tatauria ana, ā, ka kite tō whakahaere i te tokohia anake i tika ai te whakautu.`,
    asksOwn: (weeks: readonly number[]) =>
      `Ki te pīrangi koe, ka pātai mātou he aha tāu i whakamātau ai, e ${weeks.join(' me te ')} wiki i muri i tō whakaoti i te akoranga: kotahi te īmēra i ia wā, kāore he akoranga e whakaingoatia ana. Ko koe anake ka taea te pānui i tō whakautu.`,
    round: (weeks: number, state: string | null, day: string | null) =>
      state === 'OVER'
        ? `I muri i ngā wiki e ${weeks}: kua mutu.`
        : day === null
          ? `I muri i ngā wiki e ${weeks}.`
          : `I muri i ngā wiki e ${weeks}: mai i te ${day}.`,
    toRound: (weeks: number) => `I muri i ngā wiki e ${weeks}: kua tuwhera ināianei`,
    start: 'Pātaihia ahau',
    started: 'Ka pātaihia koe.',
    stop: 'Kaua e pātai mai',
    stopped: 'Kāore koe e pātaihia.',
  },
} satisfies Words['later'];
