import type { EventTexts, EventTold } from '../shapes.ts';

const signIn = ({ publicUrl }: EventTold): string => `Takiuru ki ${publicUrl} mā tēnei wāhitau kia kite ai koe.`;

/** The mails about events. */
export const events: EventTexts = {
  APPLICATION_RECEIVED: {
    subject: 'Kua tae mai tō tono',
    says: (told) => `Kua tae mai ${told.application}. Kāore te tono e tango wāhi, kāore hoki he utu.

${
  told.alone
    ? 'Kāore anō kia taea te whakatau: kotahi te mahi kei te toe i tō pūkete.'
    : 'Ka tae atu he kupu i a mātou ina whakatauria.'
} ${signIn(told)}`,
  },
  APPLICATION_NOT_ACCEPTED: {
    subject: 'Mō tō tono',
    says: (told) => `Kāore e taea e mātou te whakaae ki ${told.application} i tēnei wā. Kāore he utu.

${signIn(told)}`,
  },
  ACCEPTED_WAITS: {
    subject: 'Mō tō tono',
    says: (
      told,
    ) => `Kua whakaae mātou ki ${told.application}. Kāore he wāhi wātea i tēnei wā, nō reira kei te rārangi tatari koe.

Ina wātea tētahi wāhi, ā, ka tae ki a koe te wā, ka tāpaea e mātou mā te īmēra. ${signIn(told)}`,
  },
  PLACE_OFFERED: {
    subject: 'Kei te tāpaea he wāhi ki a koe',
    says: (told) => `Kei te pupuri mātou i ${told.place} mōu tae atu ki te ${told.until}.

${told.counts}
Takiuru ki ${told.publicUrl} mā tēnei wāhitau hei tango, hei whakahē rānei. I muri i taua wā ka riro i tētahi atu.`,
  },
  PLACE_CONFIRMED: {
    subject: 'Kua whakaūngia tō wāhi',
    says: (told) => `Kua whakaūngia tō rēhitatanga: kei a koe ${told.place}.

Kei tō pūkete ngā wā me te huarahi ki reira. ${signIn(told)}`,
  },
  HOLD_ENDS: {
    subject: 'Ka puritia tō wāhi mō te rima miniti anō',
    says: (told) => `Kei te pupuri mātou i ${told.place} mōu tae atu ki te ${told.until}. Kātahi ka riro i tētahi atu.

${told.counts}
Takiuru ki ${told.publicUrl} hei whakaoti, hei tono rānei i ētahi atu wā, kia kotahi.`,
  },
  HOLD_ENDED: {
    subject: 'Kua kore tō wāhi e puritia',
    says: (told) => `Kua pau te wā i pupuri ai mātou i ${told.place}. Kāore ō nama mōna.

Ka taea te rēhita anō i te mea he wāhi tonu. ${signIn(told)}`,
  },
  PLACE_CANCELLED: {
    subject: 'I whakakorea tō wāhi',
    says: (told) => `I whakakorea tō rēhitatanga: kua kore ${told.place} i a koe.

Kei tō pūkete ngā kōrero mō te moni ka whakahokia, mēnā i utua tētahi. ${signIn(told)}`,
  },
  PLACE_ENDED: {
    subject: 'Mō tō wāhi',
    says: (
      told,
    ) => `Aroha mai, kāore tō wāhi e haere whakamua. Kāore he mahi māu, ā, ka taea te tuhi ki te whakahaere mēnā he pātai
āu.

${signIn(told)}`,
  },
  PLACE_TRANSFERRED: {
    subject: 'Kua riro tō wāhi i tētahi atu tangata',
    says: (told) => `Kua riro ${told.place} i tētahi atu tangata, mā te hononga i hangaia e koe.

Mēnā kāore koe i hanga hononga pēnei, tuhia tonu atu ki te whakahaere. ${signIn(told)}`,
  },
  PLACE_MOVED: {
    subject: 'Kua neke tō wāhi ki tētahi atu rā',
    says: (told) => `Kua neke tō rēhitatanga ki tētahi atu rā: kei reira ${told.place}. Kua kore ō wāhi i te rā o mua.

Kei tō pūkete ngā wā me te huarahi ki reira. ${signIn(told)}`,
  },
  EVENT_CANCELLED: {
    subject: 'Mō tō wāhi',
    says: (
      told,
    ) => `Aroha mai: i mate te kaiwhakarite ki te whakakore, nō reira kāore ${told.place} e haere whakamua. Ka whakahokia ngā
moni katoa i utua.
${told.reason}
${signIn(told)}`,
  },
  CHANGE_ASKED: {
    subject: 'Kua huri tētahi mea: tēnā, whakautua',
    says: (told) => `Kua huri tētahi mea mō ${told.place}. Tēnā, kī mai mēnā ka noho koe, i mua i te ${told.until}.
${told.counts}
${told.changes}
Ko te tangata ka wehe nā te panonitanga, ka whakahokia katoatia ki a ia. ${signIn(told)}`,
  },
  PLACES_ASKED: {
    subject: 'Kua huri tētahi mea: tēnā, whakautua',
    says: (
      told,
    ) => `Kua huri tētahi mea mō ngā wāhi e puritia ana e koe mō ētahi atu. Mō ia wāhi kāore anō kia riro i tētahi, tēnā,
kī mai mēnā ka noho, i mua i te ${told.until}.
${told.counts}
${told.changes}
Ko te wāhi ka tukua nā te panonitanga, ka whakahokia katoatia te utu. ${signIn(told)}`,
  },
  WAITLIST_OFFERED: {
    subject: 'Kei te tāpaea he wāhi ki a koe',
    says: (
      told,
    ) => `I tatari koe, ā, kua wātea he wāhi ināianei. Kei te pupuri mātou i ${told.place} mōu tae atu ki te ${told.until}.

${told.counts}
Takiuru ki ${told.publicUrl} mā tēnei wāhitau hei tango, ki te utu o tēnei rā.

Mēnā kua kore koe e hiahia, whakatuwherahia tēnei whārangi, ka pēhi i te pātene i reira, kia riro i te tangata e whai ake ana:

${told.link}`,
  },
  WAITLIST_PASSED: {
    subject: 'Kua riro te wāhi i tētahi atu',
    says: (
      told,
    ) => `Kāore koe i tango i te wāhi i tāpaea ki a koe i te wā tika, nō reira kua riro i tētahi atu, ā, kua kore koe i te rārangi
tatari.

Ka taea te uru anō. ${signIn(told)}`,
  },
  WAITLIST_CLOSED: {
    subject: 'Kua kati te rārangi tatari',
    says: (told) => `Kua kati te rēhita, ā, kāore he wāhi i wātea mōu. Kāore he utu.

${signIn(told)}`,
  },
  PAIR_INVITED: {
    subject: 'He pōhiri mōu',
    says: (
      told,
    ) => `Nā tētahi tangata tēnei wāhitau i homai ki a mātou, hei pōhiri i a koe. Māu anō e kī āe, kāo rānei. Kāore tēnei īmēra e kī nā
wai, he aha rānei te kaupapa, nā te mea ka pānuitia pea e ētahi atu; uia te tangata e whakaaro nei koe.

Mā tēnei whārangi e whakamārama. Ka tonoa he pūkete nōu ake, ki tēnei wāhitau; kāore koe e herea:

${told.link}

Mēnā kāore koe e tatari ki tētahi pōhiri, kāore he mahi māu. Kāore tētahi e whakamōhiotia.

Mēnā kāore koe e hiahia ki ētahi atu pōhiri nā tēnei tangata, whakatuwheratia tēnei whārangi, ka pāwhiri ai i te pātene kei reira. Kāore he pūkete e hiahiatia, kāore hoki tētahi e whakamōhiotia:

${told.refusal}`,
  },
  PLACE_LINK: {
    subject: 'He wāhi mōu',
    says: (
      told,
    ) => `Nā te tangata nāna ${told.place} i tono tēnei wāhitau i homai, kia taea ai e koe te tango. Mēnā kāore koe e mōhio, uia tō
whakahaere, te tangata rānei nāna koe i rēhita.

Mā tēnei whārangi e whakamārama me pēhea te tango, ki tētahi pūkete nōu ake:

${told.link}

Mēnā kāore koe e hiahia, kāore he mahi māu.`,
  },
  APPLICATION_WAITS: {
    subject: 'Kei te tatari tētahi tono',
    says: (
      told,
    ) => `Kei te tatari tētahi tono${told.application} ki tō whakatau. Kāore ētahi atu o taua rā e pānuitia takitahitia.

Takiuru ki ${told.publicUrl} hei whakatau.`,
  },
  ACCOMMODATION_WAITS: {
    subject: 'Kei te tatari tētahi inoi',
    says: (
      told,
    ) => `Kei te tatari tētahi inoi${told.application} mō ngā hiahia o tētahi tangata e whai wāhi mai ai ia ki tō whakautu. Kāore ētahi atu o
taua rā e pānuitia takitahitia.

Takiuru ki ${told.publicUrl} hei pānui, hei whakautu.`,
  },
  ACCOMMODATION_ANSWERED: {
    subject: 'Kua whakautua tō inoi',
    says: (told) => `Kua whakautua tētahi inoi i tukuna e koe mō ${told.place}.

${signIn(told)}`,
  },
  TIME_BOOKED: {
    subject: 'Kua riro tētahi o ō wā',
    says: ({ publicUrl }) => `Kua riro i tētahi tangata tētahi wā e tukua ana e koe.

Takiuru ki ${publicUrl} kia kite. Kāore tēnei īmēra e kī nō wai.`,
  },
  TIME_FREE: {
    subject: 'Kua kore tētahi o ō wā e riro ana',
    says: ({
      publicUrl,
    }) => `Kua kore tētahi wā e tukua ana e koe e riro ana. Ka taea te tango anō i te wā e tuwhera ana te rēhita.

Takiuru ki ${publicUrl} kia kite. Kāore tēnei īmēra e kī nō wai.`,
  },
  TIME_MOVED: {
    subject: 'Kua nekehia tētahi o ō wā',
    says: ({ publicUrl }) => `Kua nekehia e te whakahaere tētahi o ō wā. Ka uia te tangata nōna te wā mēnā ka noho tonu.

Takiuru ki ${publicUrl} kia kite. Kāore tēnei īmēra e kī nō wai.`,
  },
};
