import type { Words } from '../words.ts';

export const shell = {
  skip: 'Hīpa ki te kuputuhi',
  leave: 'Wehe i tēnei whārangi',
  leaveHint:
    'Ka haere tonu atu ki tētahi whārangi mō te huarere. He pērā anō te mahi a te pēhi i a Shift kia toru ngā wā.',
  safety: 'Te pānui haumaru, me ngā nama hei waea atu',
  privacy: 'Te tūmataitinga',
  terms: 'Ngā tikanga whakamahi',
  home: 'Ngā akoranga',
  learn: 'Te ako',
  wallet: 'Ngā tiwhikete',
  me: 'Koe',
  desk: 'Te tari',
  loading: 'E uta ana…',
  missing: 'Kāore tēnei whārangi e kitea ana, ehara rānei i te mea nāu.',
  missingTitle: 'Kāore he mea i konei',
  toLearning: 'Haere ki tō whārangi ako',
  failedTitle: 'Kāore tēnei i utaina',
  offlineTitle: 'Kei te tuimotu koe',
  offline: 'Kāore i taea te whārangi te uta. Kei te mau tonu ō mahi tae mai ki nāianei.',
  notSent: 'Kāore tērā i tukuna. Kei tēnei whārangi tonu: whakamātauria anō ina whai whatunga.',
  busy: (seconds) =>
    seconds === null || seconds <= 10
      ? 'Kei te pukumahi te tūmau. Whakamātauria anō ā ngā hēkona ruarua.'
      : seconds <= 90
        ? `Kei te pukumahi te tūmau. Whakamātauria anō ā te ${Math.ceil(seconds)} hēkona.`
        : `Kei te pukumahi te tūmau. Whakamātauria anō ā te ${Math.ceil(seconds / 60)} miniti.`,
  again: 'Whakamātauria anō',
  requestId: 'Ki te pērā anō, whakamōhiotia te kaiwhakahaere o tēnei pae:',
  offlineBar:
    'Kei te tuimotu koe. Ka noho tonu tēnei whārangi. Kāore he mea e tatauria, e tiakina rānei, kia tuihono anō koe.',
  mailTitle: 'Ō īmēra',
  mailBounced: (address, day) => `Kāore te īmēra ki ${address} i tae i te ${day}.`,
  mailChange: 'Panonihia tō wāhitau',
  languages: 'Ētahi atu reo',
  unread: 'Kāore anō tētahi kaikōrero reo Māori kia pānui i tēnei whakamāoritanga.',
  onlineAgain: 'Kua tuihono anō koe.',
} satisfies Words['shell'];
