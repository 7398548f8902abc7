import type { Words } from '../words.ts';
import { manyFirst } from './counts.ts';
import { minutes } from './lengths.ts';

export const reports = {
  title: 'Aromātai',
  toEvent: 'Hoki ki te hui',
  which:
    'Ko ngā whakautu a ngā tāngata i muri i te hui, kāore ō rātou ingoa i te taha. Kei konei ngā whakautu o ngā marama kua pahure, ā, kāore he mea mō te hunga iti iho i te tokorima.',
  late: 'Ka tatari ngā whakautu o muri mai kia tae rā anō ki te rima. Ko ngā mea he iti tonu mō tēnei hui ka tatauria anake ki te pūrongo o te akoranga, i te taha o ētahi atu hui, kia kore ai e mōhiotia nā wai tēhea whakautu.',
  nothingYet: 'Kāore anō i rahi ngā whakautu. Hoki mai ina pau te marama.',
  groups: { OBJECTIVE: 'Ngā mea i akona', PRESENTER: 'Te kaiako', COURSE: 'Te akoranga' },
  few: 'He iti rawa ngā whakautu ināianei: me rima.',
  fewChosen: 'He iti rawa ngā whakautu ināianei: me rima mō ia kōwhiringa i kōwhiria e tētahi.',
  answers: (count) => manyFirst(count, 'whakautu'),
  average: (value, steps) => `Toharite: ${value} o te ${steps}`,
  scale: (steps) => `Mai i te 1 ki te ${steps}:`,
  someOf: (shown) => `Ko ētahi ēnei, e ${shown}, i kōwhiria matapōkeretia.`,
  /** Of each objective, before the course, after it and weeks later. */
  results: {
    heading: 'Ngā hua mō ia whāinga',
    which:
      'O te hunga katoa i whai i tēnei putanga o te akoranga, i tēnei kaupapa, i wāhi kē rānei: te wāhanga i tika ai. O ia tangata, ka tatauria te nganatanga tuatahi, me te whakautu tuatahi i ngā wiki i muri mai.',
    late: 'Ko te hunga e hiahia ana anake ka pātaihia i ngā wiki i muri mai, nō reira he tokoiti ake te hunga o ērā hua, nā rātou anō i kōwhiri te whakautu. Kāore he mea e whakaaturia o ngā tāngata iti iho i te rima, ā, kāore rawa e whakaaturia ā rātou i tuhi ai.',
    caption: 'Te wāhanga i tika te whakautu, me te tokohia',
    objective: 'Whāinga',
    stage: (stage: string, weeks: number | null) =>
      stage === 'PRE_TEST' ? 'I mua' : stage === 'POST_TEST' ? 'I muri' : `${weeks} wiki i muri mai`,
    result: (percent: number, people: number) => `${percent}\u00a0% o\u00a0te\u00a0${people}`,
    few: 'Iti iho i te rima',
    notAsked: 'Kāore i pātaihia',
  },
  /** Of who taught a training: what the organization states, and what its instructors earn by it. */
  teaching: {
    title: 'Nā wai i whakaako',
    lead: 'Kīia mai nā wai ia wāhanga i whakaako, e hia ngā miniti. Mā ngā mea kei konei anake e whiwhi ai ngā kaiako, kaua mā te rārangi take.',
    mayNot: 'Ko ngā rangatira me ngā kaiwhakarite anake ka āhei ki te kī nā wai tētahi whakangungu i whakaako.',
    notOver: 'Ka taea te kī ki konei ina mutu te whakangungu.',
    canceled: 'I whakakorea te whakangungu, nō reira kāore tētahi i whakaako.',
    noParts: 'Kāore he wāhanga whakaako o te whakangungu.',
    part: (from, to, many) => `${from}–${to}, ${minutes(many)}`,
    hint: 'Ngā miniti i whakaakona e ia tangata. Waiho kia pātea mēnā kāore.',
    settled: 'He aha i huri ai tētahi tau kua tiakina',
    settledHint: 'Mēnā anake ka huri tētahi tau i tiakina i mua. Ka pānuitia e tana kaiako.',
    noReason: 'Tuhia he aha i huri ai tētahi tau kua tiakina.',
    noChange: 'Kāore he tau i huri.',
    wrong: (name, part, most) => `${name}, ${part}: tuhia he tau tōpū, ${most} te mōrahi, waiho rānei kia pātea.`,
    save: 'Tiakina',
    saved: 'Kua tiakina.',
    failed: 'Kāore i tutuki. Whakamātauria anō.',
    offline: 'Kāore he whatunga. Kāore he mea i huri.',
    history: 'Ngā mea i tangohia',
    said: (name, many, part) => `${name}, ${minutes(many)}: ${part}`,
    because: (day, reason) => `I tangohia i te ${day}: ${reason}`,

    here: 'Nāu i whakaako i konei',
    hereNone: 'Kāore anō te whakahaere kia kī e hia tāu i whakaako ai.',
    hereStated: (many) => `Kua kīia i tēnei wā: ${minutes(many)}.`,
    toHere: 'Tāu i whakaako ai, me ō whiwhinga',

    pageTitle: 'Tāu i whakaako ai',
    stated: 'Tā te whakahaere e kī ana',
    notStated:
      'Kāore anō he mea. Mā tētahi rangatira, kaiwhakarite rānei e kī ina mutu te whakangungu. Tuhi atu ki a rātou mēnā kei te ngaro, kei te hē rānei tētahi mea.',
    credit: 'Ngā whiwhinga mō te whakaako',
    noOffers: 'Kāore he tuku whiwhinga e tuwhera ana mō tēnei akoranga i tēnei rā.',
    counts: 'Ka tatauria ngā mea i whakaakona e ngā kaiako.',
    countsNot: 'Mā ngā ākonga anake ēnei whiwhinga.',
    amountLater: 'Ka puta ki konei te nui o ō whiwhinga ina whakauru koe hei kaiako.',
    earns: (amount) => `${amount} i tēnei wā.`,
    enroll: 'Whakauru hei kaiako',
    enrollText:
      'Kotahi tō whakaurunga mō ia whakangungu nāu i whakaako. Kātahi koe ka waitohu i tētahi tauākī, ka tono ai i te tiwhikete.',
    changed: 'Kua huri ngā kuputuhi mai i tō whakatuwheratanga i tēnei whārangi. Pānuitia anō, ka whakaae ai.',
    toRound: 'Haere tonu ki te tauākī me te tiwhikete',
    toCertificate: 'Tāu i tono ai',
  },
} satisfies Words['reports'];
