import type { Words } from '../words.ts';
import { minutes } from './lengths.ts';

const span = ({ hours, minutes: rest }: { hours: number; minutes: number }): string =>
  hours === 0 ? minutes(rest) : `${hours} hāora${rest === 0 ? '' : ` me te ${minutes(rest)}`}`;

export const enrollments = {
  title: 'Tō ako',
  empty: 'Kāore anō koe kia tīmata i tētahi akoranga.',
  noneOpen: 'Kāore he akoranga e haere ana.',
  toCourses: 'Tirohia ngā akoranga',
  go: 'Haere tonu',
  openTest: 'He whakamātautau tāu e tuwhera ana',
  goOnTest: 'Haere tonu i te whakamātautau',
  timeLeft: (left) => `${span(left)} e toe ana`,
  noLimit: 'Kāore he tepenga wā.',
  timeOver: 'Kua pau te wā. Ka whai mana ngā whakautu i tiakina.',
  moduleOf: (number, total) => `Wāhanga ${number} o te ${total}`,
  module: (number) => `Wāhanga ${number}`,
  minutesLeft: (count) =>
    count === 0 ? 'Kua rahi te wā kua tatauria i konei.' : `Tata ki te ${minutes(count)} e toe ana i konei.`,
  allRead: 'Kua oti ngā wāhanga katoa te pānui. Tirohia te mahi e whai ake ana.',
  seeNext: 'Ngā mahi e toe ana',
  openRounds: 'E haere ana',
  closedRounds: 'Kua oti, kua kati hoki',
  roundTimes: (round) => `Huringa ${round}`,
  purposes: { CREDIT: 'Mō tētahi poari, mō tētahi kaituku mahi rānei', PERSONAL: 'Māu anō', INSTRUCTOR: 'Hei kaiako' },
  claimedOn: (day) => `I tukuna te tiwhikete i te ${day}`,
  withdrawnOn: (day) => `I unu koe i te ${day}`,
  progress: (done, total) => `Kua oti ngā wāhanga ${done} o te ${total}`,
  newest: 'Tō tiwhikete hou rawa',
  toCertificate: 'Tirohia te tiwhikete',
  allCertificates: 'Ngā tiwhikete katoa',
  hours: {
    STUDIED: (hours) => `${hours} hāora ako`,
    ATTENDED: (hours) => `${hours} hāora i tae mai ai`,
    TAUGHT: (hours) => `${hours} hāora whakaako`,
  },
  doneOn: {
    COMPLETION: (day) => `I oti i te ${day}`,
    ATTENDANCE: (day) => `I tae mai ā tae noa ki te ${day}`,
    TEACHING: (day) => `I whakaako ā tae noa ki te ${day}`,
  },
  registrations: 'Ō hui',
  registrationStates: {
    APPLIED: 'Kua tuku tono koe.',
    AWAITING_PAYMENT: 'Kei te puritia he wāhi kia tae rā anō mai te utu.',
    CANCELLED: 'Kua whakakorea.',
    CONFIRMED: 'He wāhi tōu.',
    DECLINED: 'Kāore i whakaaetia.',
    HELD: 'Kei te puritia he wāhi mōu mō te wā poto.',
    LAPSED: 'Kua tukua te wāhi.',
    OFFERED: 'Kei te tāpaea he wāhi ki a koe.',
    TRANSFERRED: 'Kua riro te wāhi i tētahi atu.',
  },
} satisfies Words['enrollments'];
