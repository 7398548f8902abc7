import type { safety as english } from '../en/safety.ts';

export const safety = {
  title: 'Te pānui',
  heading: 'Te pānui haumaru',
  lead: 'Mēnā he tangata tata ki a koe e titiro ana ki tō waea, ki tō rorohiko, ki ō īmēra rānei, pānuitia tēnei i te tuatahi. Ka taea te wehe ahakoa te wā: kei te taha matau o runga te pātene, ā, he pērā anō te mahi a te pēhi i a Shift kia toru ngā wā.',
  does: 'Ngā mahi a te wehe',
  doesText: [
    'Ka wātea tonu te whārangi, ā, ka puta he whārangi mō te huarere.',
    'Ka ngaro hoki ētahi atu whārangi katoa o tēnei pae e tuwhera ana i tēnei pūtirotiro, ā, ka mutu tō takiurunga, hāunga mēnā i kōwhiri kē koe.',
    'Ko te tangata ka pēhi i a Hoki ka tae ki ngā whārangi i tuwhera i a koe i mua. Ka tono ngā whārangi o tō ako kia takiuru. Ka kitea anō ngā whārangi ka taea e te katoa te pānui.',
    'Ka mukua ngā mea i puritia e tēnei pae i te pūtirotiro, tae atu ki ngā wāhanga, hāunga ngā tautuhinga i tonoa e koe kia puritia, me tētahi pihikete e mōhio ai anō te pae ki tēnei pūrere. Kāore he ingoa, kāore he akoranga i roto.',
  ],
  doesNot: 'Ngā mea e kore e taea te whakahoki mā te wehe',
  doesNotText: [
    [
      'Te hītori o te pūtirotiro.',
      'Ka tangohia te whārangi ka wehe atu nei koe. Ka noho tonu ngā whārangi i whakatuwheratia i mua: kei te rārangi ō rātou wāhitau, ā, he taitara ō ngā whārangi akoranga. Mukua takitahitia; ka kitea hoki pea te hītori kua piako.',
    ],
    [
      'Te īmēra.',
      'Ka haere ngā waehere me ngā pānui ki tō pouaka īmēra. Kāore i reira te ingoa o tētahi akoranga. Mēnā e pānuitia ana ō īmēra e tētahi, whakamahia he wāhitau e mōhio ana ko koe anake, i tētahi pūrere ko koe anake e whakamahi ana, he kī takiuru (passkey) rānei, me te “Herea ki te kī takiuru” kua kā; ka taea tonu tērā te wete e te tangata ka pānui i ō īmēra i roto i te 72 hāora. Mā te panoni wāhitau, mā te tāpiri kī takiuru rānei ka haere he īmēra ki te pouaka.',
    ],
    [
      'Ngā pūrere me ngā pūkete tiri.',
      'Ko te pūtirotiro kua takiuru ki te pūkete whānau, tērā pea ka tāruatia tōna hītori ki ētahi atu pūrere. He pērā anō pea te pire waea, te pouara (router), me te kapua tiri.',
    ],
    [
      'Ngā pūmanawa mātaki.',
      'Ka kite ngā papatono e mau ana i te mata, i ngā pātuhi rānei, i ngā mea katoa; e kore e taea e te paetukutuku te kimi, te aukati rānei. Mēnā e whakapae ana koe kei te mātakina tētahi pūrere, kaua e rapua: whakamahia tētahi atu, i te whare pukapuka, i te mahi, i tētahi hoa rānei.',
    ],
    [
      'Ngā wāhanga e puritia ana e koe.',
      'Kāore he mea e puritia kia pēhi rā anō koe i a “Purihia tēnei wāhanga ki tēnei pūrere”. Kātahi ka taea e te tangata e whakamahi ana i te pūrere taua wāhanga te whakatuwhera, te pānui hoki, kāore he waehere, kia tangohia rā anō, kia takiputa, kia wehe rānei koe, ā, mō te 14 rā te roa rawa. Kaua e pupuri i tētahi ki te pūrere e whakamahia ana e ētahi atu.',
    ],
    [
      'Te kore whatunga.',
      'Ki te kore he whatunga, ka ngaro tonu te whārangi, engari ka mutu tō takiurunga ina takiputa rā anō koe ā muri ake.',
    ],
  ],
  private: 'Te matapihi tūmataiti',
  privateText: [
    'Kāore e pupuri hītori, pihikete (cookies) rānei i muri i tō kati. Ka noho tonu ngā tikiakenga me ngā tohuwāhi, ā, ka kite tonu ngā pūmanawa mātaki.',
    'I te rorohiko: Ctrl + Shift + N i Chrome me Edge, Ctrl + Shift + P i Firefox. I te Mac: Command + Shift + N i Safari me Chrome.',
    'I te waea: whakatuwherahia te tahua o ngā ripa, ka kōwhiri i a “Private”, i a “Incognito” rānei. Katia te matapihi ina mutu koe.',
  ],
  here: 'Ngā mea ka taea te tautuhi i konei',
  hereText:
    'I raro i “Koe” ka taea te aratau matatapu (discreet mode) te whakakā: ka kī ngā taitara ko “Reading”, kotahi anake te mea ka mau ki te hītori mō ngā nekenga i roto i te akoranga, ā, kāore e taea he wāhanga te pupuri. Ka kite hoki koe i ngā wāhi kua takiuru koe, ka taea hoki aua takiurunga te whakamutu.',
  call: 'Hei waea atu',
  callText:
    'Mēnā kei te mōrearea koe ināianei, waea atu ki te nama ohotata o tō rohe, i tētahi waea kāore e tirohia e tētahi atu. Ka whakarongo te hunga i raro nei, kāore e whakawā. Pātaihia i te tuatahi he aha ngā mea ka noho matatapu ki a rātou.',
  nobody: 'Kāore anō he nama kia rārangitia i konei. Ka mahi tonu te nama ohotata o tō rohe.',
} satisfies typeof english;
