import type { Words } from '../words.ts';

export const care: Words['care'] = {
  tab: 'Ō hui',
  back: 'Hoki ki tō wāhi',
  title: 'Ngā mea ka tuhia e koe mō tēnei hui',
  toForm: 'Te puka i mua i tō haere mai',
  toPlan: 'Tō ake mahere',
  toShared: 'Te mahere ka tuhia e kōrua',
  toData: 'Ngā mea e puritia ana mōu, me te mukunga',
  nothing: 'Kei te pātea te puka. Māu anō e whakatau mēnā ka whakakīia.',
  savedOn: (day) => `I tiakina e koe te puka i te ${day}. Kāore e taea e ngā kaiārahi te huaki.`,
  sentOn: (day) => `I tukuna e koe te puka i te ${day}.`,
  readBy: 'Ka pānuitia e:',
  until: (day) => `Ka pānuitia i mua i te mutunga o te ${day}.`,
  unopened: 'Kāore anō tētahi kia huaki.',
  opened: (who, day) => `Nā ${who} i huaki, i te ${day} te wā whakamutunga.`,
  somebody: 'tētahi kaiārahi o tēnei hui',
  met: (day) => `I tūtaki rātou ki a koe anake i te ${day}.`,
  closed:
    'Kāore e taea te tuhi i konei ināianei: kāore anō te whakahaere kia kī ko wai ka pānui, ko ēhea hoki ngā ture.',
  over: 'Kua mutu tēnei wāhi, nō reira kāore e taea he tuhinga hou i konei. Ka noho tonu ngā mea i tiakina e koe tae noa ki te rā whakamutunga, kia mukua rānei e koe.',
  mailbox:
    'Ko te tangata ka taea e ia ō īmēra te pānui, ka taea e ia te takiuru hei koe, me te pānui i tēnei. Mēnā he pērā, kaua e tuhi ki konei: waea atu ki tētahi e whakapono ana koe, ki tētahi o ngā ratonga rānei, whakatuwherahia rānei he pūkete hou ki tētahi wāhitau e mōhio ana ko koe anake.',
  stays: 'Kua kā “Kia takiuru tonu au ina wehe au” i tēnei pūtirotiro: mā te wehe kāore tō takiurunga e mutu.',
  toStays: 'Panonihia',
  toCall: 'Hei waea atu',
  device: (leave, stays) =>
    `Kāore ō tuhinga i konei e puritia i runga i tēnei pūrere, ā, ka ngaro ngā kupu kāore anō kia tiakina ina wehe koe. Mēnā ka whakamahia e ētahi atu, pēhia “${leave}” ina mutu koe: ka pātea te whārangi, ${stays ? 'engari ka takiuru tonu koe, nā te mea i pērā te tautuhi i tēnei pūtirotiro' : 'ka mutu hoki tō takiuru'}. Tērā pea ka whakaatu tonu te pūtirotiro i toro koe ki tēnei pae, ka ako hoki te papapātuhi i ngā kupu ka patohia e koe.`,
  consentWhy:
    'Ko ngā mea ka tuhia e koe i konei, tērā pea he kōrero mō tō hauora, mō tō haumanu, mō ō whanaungatanga rānei. Ka puritia i te mea anake ka whakaae koe ki tēnei kuputuhi.',
  consentOptional:
    'Ehara i te mea me whakaae koe, ā, ka taea te waiho kia pātea ēnei katoa. Kāore tō wāhi e whirinaki ki tēnei. Ka taea te unu i tō whakaaetanga ahakoa te wā i raro i “Koe”; kātahi ka whakangaromia ngā mea i tuhia e koe i konei.',
  consentFirst:
    'Kāore anō kia tiakina. Pānuitia te kuputuhi i runga ake, ka whakaae ai, ka waiho rānei. Kei konei tonu ō kupu.',
  elsewhere:
    'I tiakina e koe he mea kē i tētahi atu ripa, i tētahi atu pūrere rānei. Ki te tiaki koe i konei, ka whakakapia tērā.',
  leave: 'Kāore anō ō kupu kia tiakina, ā, ka ngaro. Ka wehe i tēnei whārangi?',
  failed: 'Kāore i tutuki, ā, kāore he mea i huri. Kei tēnei whārangi tonu ō kupu. Whakamātauria anō.',
  offline: 'Kāore he hononga, ā, kāore he mea i huri. Kei tēnei whārangi anake ō kupu. Whakamātauria anō ina hono koe.',
};
