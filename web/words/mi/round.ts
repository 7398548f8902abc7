import type { Words } from '../words.ts';
import { manyFirst } from './counts.ts';
import { duration, minutes } from './lengths.ts';

export const round = {
  title: 'Tō huringa ako',
  plan: (count) =>
    `Whakaritea kia ${duration(count)} pea. E 200 ngā kupu ka pānuitia i te miniti, kotahi miniti mō ia pātai, toru mō ia tono tuhituhi, me te arotake.`,
  closedTitle: 'He huringa ako kua kati',
  start: 'Tīmata ki te wāhanga 1',
  go: (number) => `Haere tonu i te wāhanga ${number}`,
  credit: {
    heading: 'Ngā mahi i mua i te tiwhikete',
    explains:
      'Ka arowhaitia anō te rārangi ia wā ka tuwhera i a koe tēnei whārangi. Ka taea ia rārangi te mahi i te wā tonu e tuwhera ai.',
  },
  /** Of a round without credit. */
  own: {
    heading: 'Tō tae noatanga',
    explains: 'Māu anō tēnei pānui: kāore he whakamātautau. Ka taea te mutu ahakoa te wā.',
    certificate: 'Kāore he whiwhinga ka riro i a koe. Ka tāia he ingoa; ka uia i te whārangi tono anake.',
  },
  standing: { DONE: 'Kua oti', PART: 'E haere ana', OPEN: 'Hei mahi', FREE: 'Ki te hiahia koe', LATER: 'Ā muri ake' },
  rows: {
    MODULES: 'Ngā wāhanga',
    TIME: 'Te wā ako',
    POST_TEST: 'Te whakamātautau whakamutunga',
    EVALUATION: 'Te aromātai',
    STATEMENT: 'Te tauākī',
    CLAIM: 'Te tiwhikete',
    OWN_CLAIM: 'Te tiwhikete',
  },
  actions: {
    MODULES: 'Pānui tonu',
    TIME: 'Pānui tonu',
    POST_TEST: 'Ki te whakamātautau whakamutunga',
    EVALUATION: 'Ki te aromātai',
    STATEMENT: 'Ki te tauākī',
    CLAIM: 'Tonoa te tiwhikete',
    OWN_CLAIM: 'Ki te tiwhikete',
  },
  toName: 'Tuhia tō ingoa',
  modules: (done, total) => `Kua oti ngā wāhanga ${done} o te ${total}.`,
  modulesAndTime: (done, total, counted, required) =>
    `Kua oti ngā wāhanga ${done} o te ${total}; ${counted} o te ${minutes(required)} kua tatauria.`,
  time: (counted, required) => `${counted} o te ${minutes(required)} kua tatauria.`,
  noTime: 'Kāore he wā e herea ana ki a koe.',
  afterModules: 'Ka tuwhera ina oti ngā wāhanga katoa.',
  passMark: (percent) => `Kia tika te ${percent} ōrau.`,
  attemptsLeft: (count) => `${manyFirst(count, 'nganatanga')} e toe ana.`,
  best: (percent) => `Tō hua pai rawa i tēnei wā: ${percent} ōrau.`,
  retryAt: (moment) => `Ka tuwhera te nganatanga e whai ake ana i te ${moment}.`,
  passed: 'Kua puta koe.',
  evaluationLater: 'Ka tuwhera i muri i te whakamātautau whakamutunga.',
  evaluationOpen: 'Ō whakautu mō te akoranga. Ka ranua ki ērā a ētahi atu.',
  evaluated: 'Kua whakakīia.',
  statementLater: 'Ka tuwhera i muri i te aromātai.',
  statementOpen: 'Ka waitohu koe nāu anō te mahi.',
  signed: 'Kua waitohua.',
  nameMissing: 'Kāore anō he ingoa hei tā i tō kōtaha.',
  claimLater: 'Ka tuwhera ina oti ngā mea katoa i runga ake.',
  claimOpen: 'Kua oti ngā mea katoa.',
  claimed: 'Kua tukuna.',
  modulesHeading: 'Ngā wāhanga',
  approvals: 'Te hunga kua whakaae ki tēnei akoranga',
  newer: (version) =>
    `Kua puta te putanga ${version} o tēnei akoranga. Ka noho tonu tēnei huringa ki te putanga i tīmataria e koe.`,
  samples: {
    SPECIMEN: 'He whakaaturanga tēnei: ka kī ngā tiwhikete he SPECIMEN, ehara hoki i te mauhanga ako.',
    ORGANIZATION: 'He tauira noa te whakahaere, kāore ia e tū ana, nō reira kāore he poari e whakaae ki ōna tiwhikete.',
  },
  whoHelps: (name) => `He pātai āu, e hiahia ana rānei koe ki ētahi atu wā, ki tētahi atu hōputu? Uia a ${name}:`,
  withdraw: 'Unu i tēnei huringa ako',
  withdrawStays:
    'Ka noho tonu te mauhanga o ō mahi, ā, ka taea tonu te pānui i konei. Ki te tīmata anō koe, ka tatauria tonu ngā nganatanga kua pau i te whakamātautau whakamutunga. Kāore ngā wāhanga me te wā e haere tonu.',
  withdrawNow: 'Unuhia',
  withdrawn: 'I unu koe i tēnei huringa ako. Ka taea tonu ōna wāhanga te pānui.',
  again: 'Te akoranga i te rārangi akoranga',
  taught:
    'Ko ngā mea i whakaakona e koe, koia ngā mea ka whakapuakina e te whakahaere i muri i te whakangungu. Mā tērā e whakatau ngā mea ka taea e koe te tono.',
  purposes: { CREDIT: 'Mō tētahi poari, mō tētahi kaituku mahi rānei', PERSONAL: 'Māu anō', INSTRUCTOR: 'Hei kaiako' },
  times: (round) => `Huringa ${round}`,
  toCertificate: 'Tirohia te tiwhikete',
  failed: 'Kāore i tutuki. Whakamātauria anō.',
} satisfies Words['round'];
