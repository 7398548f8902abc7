import type { Words } from '../words.ts';

export const reflection = {
  title: 'Māu anō',
  onlyYou:
    'Ko koe anake i tēnei pae ka taea te huaki. Ka taea hoki te pānui e te tangata kei a ia tō waea kāore i rakaina, tō pouaka mēra rānei. Mēnā e mataku ana koe ki tērā, kaua e tuhi.',
  savedWhen: 'Ka tiakina ina pēhi koe i a Tiakina, ina wehe rānei i tēnei whārangi.',
  save: 'Tiakina',
  saved: 'Kua tiakina.',
  saving: 'E tiaki ana.',
  notSaved: 'Kāore anō kia tiakina.',
  deleted: 'Kua mukua.',
  conflict: 'I tuhia e koe he mea kē i tētahi atu ripa, i tētahi atu pūrere rānei. Kāore he mea i whakakapia.',
  otherText: 'Te kuputuhi i reira',
  takeOther: 'Whakamahia tērā kuputuhi',
  keepMine: 'Purihia te kuputuhi i konei',
  why: 'Ko ngā mea ka tuhia e koe i konei, tērā pea he kōrero mō tō hauora, mō tō haumanu, mō ō whanaungatanga rānei. Ka puritia i te mea anake ka whakaae koe ki tēnei kuputuhi.',
  version: (version, day) => `Putanga ${version}, nō te ${day}`,
  newer:
    'Kua huri te kuputuhi mai i tō whakaaetanga. Ka noho tonu ngā mea i tuhia e koe i mua; kia tuhi tonu ai, whakaae ki tēnei.',
  textChanged: 'I tae mai he putanga hou i tēnei wā tonu. Pānuitia i mua i tō whakaae.',
  agree: 'Whakaae, ka tuhi',
  agreeAndSave: 'Whakaae, ka tiaki',
  optional:
    'Ka taea tēnei te waiho. Kāore e hiahiatia mō te pānui, mō ngā patapatai, mō te tiwhikete rānei. Ka taea te unu ahakoa te wā i raro i “Koe”; kātahi ka mukua ngā mea i tuhia e koe i konei.',
  failed: 'Kāore i tutuki. Whakamātauria anō.',
} satisfies Words['reflection'];
