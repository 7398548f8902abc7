import type { Words } from '../words.ts';

export const careData: Words['careData'] = {
  title: 'Ngā mea e puritia ana mōu',
  lead: 'Mō tēnei hui anake. E whakamunatia ana ngā mea i tuhia e koe.',
  none: 'Kāore he mea',
  notNoted: 'Kāore i tuhia',
  form: 'Te puka',
  plan: 'Tō ake mahere',
  shared: 'Te mahere ka tuhia e kōrua',
  met: 'I tūtaki rātou ki a koe anake',
  present: 'I reira koe',
  saved: (day) => `I tiakina i te ${day}, mōu anake`,
  sent: (day) => `I tukuna i te ${day}`,
  changed: (day) => `I panonihia i te ${day} te wā whakamutunga`,
  wasThere: 'Āe',
  wasNotThere: 'I tohua kāore i reira',
  keptUntil: (day) => `Ka puritia tae noa ki te ${day}, ā, ka whakangaromia i te rā i muri.`,
  openings: 'Nā wai i huaki ngā mea i tukuna e koe',
  unopened: 'Kāore anō tētahi kia huaki.',
  how: {
    READ: 'i pānuitia i konei',
    EXPORTED: 'i tikiake mō ngā pūrongo o te whare haumanu',
  },
  longer: 'Kia roa ake te purihanga',
  longerText:
    'Mēnā e hiahia ana koe kia roa ake te purihanga, kōwhiria te rā whakamutunga. Ka taea te unu ahakoa te wā.',
  lastDay: 'Te rā whakamutunga',
  dayNeeded: (first, last) => `Kōwhiria he rā mai i te ${first} ki te ${last}.`,
  markFirst: 'Tohua te pouaka kia haere tonu.',
  keep: 'Purihia tae noa ki tērā rā',
  consented: (day) =>
    `I whakaae koe kia puritia tae noa ki te ${day}. Ki te unuhia e koe, ka mutu i te wā o mua, āpōpō pea.`,
  takeBack: 'Unuhia tēnei whakaaetanga',
  changedUntil: 'Kua panonihia.',
  delete: 'Mukua',
  deleteText:
    'Ka taea e koe te muku i te katoa ahakoa te wā, kāore he take e hiahiatia, ahakoa me puritia ētahi atu mea āu.',
  beyond:
    'Ko ngā mea kua pānuitia, kua tikiake rānei e tētahi kaiārahi, kāore e taea mai i konei: pātai atu ki te whare haumanu. Ka noho tonu tō wāhi, te utu mōna, te tūtakitanga ki a koe anake, me te rārangi o ngā huakanga.',
  nothing: 'Kāore he mea i tuhia e koe e puritia ana.',
  deleteDo: 'Mukua te katoa',
  deleteAsk: 'Ka mukua te katoa?',
  goes: 'Ka ngaro ēnei mō ake tonu atu:',
  gone: ['te puka, ahakoa i tukuna, kāore rānei', 'tō ake mahere', 'te tohu mēnā i reira koe'],
  goneShared:
    'te mahere ka tuhia e kōrua, mēnā i panonihia e koe, kua whakaae rānei koe. Ka kite te tangata ka haere tahi mai me koe kua ngaro; ka noho tonu māna te kuputuhi i tuhia e ia anake',
  final: 'Ka ngaro hoki te kī e huaki ana. Kāore e taea e tētahi te whakahoki i konei.',
  notNow: 'Purihia',
  deleted: 'Kua mukua te katoa.',
};
