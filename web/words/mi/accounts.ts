import type { Words } from '../words.ts';

const units = { second: 'hēkona', minute: 'miniti' };

export const accounts = {
  title: 'Takiuru',
  intro: 'Ka īmēratia atu he waehere ki a koe. Kāore he kupuhipa. Mā te waehere tuatahi e tuwhera ai tō pūkete.',
  email: 'Tō wāhitau īmēra',
  code: 'Te waehere i te īmēra',
  codeHint:
    'E waru ngā mati. Ka mahi mō te 10 miniti, kia kotahi anake te wā, ki tēnei pūtirotiro anake. Tirohia hoki te kōpaki para (spam).',
  codeSent: 'Kua tukuna atu he waehere ki tēnei wāhitau.',
  sendCode: 'Īmēratia mai he waehere',
  signIn: 'Takiuru',
  passkey: 'Whakamahia he kī takiuru (passkey)',
  anotherCode: 'He waehere, he wāhitau rānei anō',
  mailWarning:
    'Ka tae mai te waehere mā te īmēra. Mēnā e pānuitia ana ō īmēra e tētahi atu, pānuitia tēnei i te tuatahi:',
  offline: 'Kei te tuimotu koe. Whakamātauria anō ina tuihono anō koe.',
  failed: 'Kāore i tutuki. Whakamātauria anō, tonoa rānei he waehere hou.',
  waitFor: ({ count, unit }) => `Tāria kia pau te ${count} ${units[unit]}.`,
  signedOut: 'Kua mutu tō takiurunga',
  stale: 'Takiuru anō',
  staleWhy: 'Kua roa te wā mai i tō takiurunga. Mō tēnei mahi, me mātua takiuru koe i roto i te 15 miniti kua hipa.',
  notNow: 'Kaua ināianei',
  signedOutKept: 'Kei konei tonu ngā mea katoa o tēnei whārangi. Takiuru mai, ka haere tonu tātou i te wāhi i mutu ai.',
} satisfies Words['accounts'];
