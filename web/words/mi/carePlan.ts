import type { Words } from '../words.ts';

export const carePlan: Words['carePlan'] = {
  title: 'Tō ake mahere',
  lead: 'Mōu. Kāore e taea e ngā kaiārahi, e te whakahaere hoki te huaki.',
  leadOfPair:
    'Mōu. Kāore e taea e ngā kaiārahi, e te whakahaere hoki te huaki, kāore hoki e whakaaturia ki te tangata ka haere tahi mai me koe.',
  label: 'He aha tāu e hiahia ana ki te mahi ā muri ake?',
  hint: 'Hei tauira: he aha ngā āwhina mōu, mā wai koe e waea, he aha te mea tuatahi. Ki te pātea te mahere, ka mukua ngā kupu i konei.',
  save: 'Tiakina',
  saved: 'Kua tiakina. Kāore e whakaaturia ki tētahi atu.',
  sharedTitle: 'Te mahere ka tuhia e kōrua',
  sharedLead:
    'Ka pānui kōrua tahi ko te tangata ka haere tahi mai me koe i tēnei kuputuhi, ā, ka taea e kōrua tahi te panoni. Tuhia ki konei ko ngā mea anake ka pai kia pānuitia e kōrua tahi. Kāore tō puka me tō ake mahere i roto.',
  sharedLabel: 'He aha tā kōrua e hiahia ana ki te mahi ā muri ake?',
  sharedHint: 'Ka unuhia e ia panonitanga ngā mea i whakaaetia i mua.',
  sharedSaved: 'Kua tiakina. Ka pānuitia e kōrua tahi. Kāore anō tētahi kia whakaae ki tēnei kuputuhi.',
  waits: 'Kāore anō te tangata ka haere tahi mai me koe kia uru mai. Ka taea te tuhi i konei ina uru mai ia.',
  notSaved: 'Kāore i tiakina: i panonihia te kuputuhi i taua wā. Kei konei tonu ō kupu.',
  conflict:
    'I panonihia tēnei kuputuhi mai i tō pānuitanga, nā te tangata ka haere tahi mai me koe, nāu rānei i tētahi atu ripa. Kāore he mea i whakakapia: kei runga ake ō ake kupu.',
  otherText: 'Te kuputuhi o nāianei',
  otherGone: 'Kua kore te kuputuhi e puritia ana.',
  takeOther: 'Tangohia te kuputuhi o nāianei',
  keepMine: 'Whakakapia ki āku kupu',
  agreeTitle: 'Tukuna kia pānuitia',
  agreeReaders: 'Kia whakaae rā anō kōrua tahi ki tēnei tonu kuputuhi, ka huakina ki te hunga ka pānui i te puka:',
  agreeAlone: 'Kāore e haere tahi ngā mea i tuhia e tētahi o kōrua anake.',
  agreeFree:
    'Ehara i te mea me whakaae koe. Ki te panonihia te kuputuhi e tētahi o kōrua ā muri ake, ka unuhia ngā whakaaetanga e rua, ā, kāore tētahi atu e pānui i te kuputuhi hou kia whakaae anō rā kōrua tahi.',
  agreeShows:
    'Ka kī tēnei whārangi mēnā kua whakaae kōrua tahi. Ko te tangata kua whakaae ka mōhio mā konei mēnā kua whakaae tērā atu; he rite tonu mō kōrua tahi.',
  standings: {
    NOBODY: 'Kāore koe kia whakaae ki tēnei kuputuhi.',
    YOU: 'Kua whakaae koe ki tēnei kuputuhi. Ka taea te pānui kia whakaae rā anō kōrua tahi.',
    BOTH: 'Kua whakaae kōrua tahi ki tēnei kuputuhi. Ka taea te pānui ināianei.',
  },
  markFirst: 'Tohua te pouaka kia haere tonu.',
  agree: 'Whakaae',
  agreedNow: 'Kua whakaae koe ki tēnei kuputuhi.',
  changedRead:
    'I panonihia te kuputuhi mai i tō pānuitanga. Kei runga ake te kuputuhi hou: pānuitia i mua i tō whakaae.',
};
