import type { Words } from '../words.ts';
import { manyFirst } from './counts.ts';

export const privacy = {
  welcomeTitle: 'I mua i tō tīmatanga',
  safety: {
    title: 'Te pānui haumaru',
    lead: 'He tangata tata ki a koe e titiro ana ki tō waea, ki tō rorohiko, ki ō īmēra rānei?',
    leave:
      'Kei te taha matau o runga o ia whārangi a “Wehe i tēnei whārangi”. Ka whakawāteatia tonutia te whārangi, ka mutu tō takiurunga, ā, ka haere ki tētahi whārangi mō te huarere. He pērā anō te mahi a te pēhi i a Shift kia toru ngā wā.',
    limits:
      'Kāore e taea e ia te muku ngā mea o mua e maumahara ana tō pūtirotiro, tō pouaka īmēra, ngā mea rānei kua kitea e te pūmanawa i tētahi pūrere e mātakina ana.',
    more: 'Pānuitia ngā mea e kore e taea te whakahoki, me ngā tāngata hei waea atu',
    ask: 'Me pēhea te whakaingoa a tēnei pūtirotiro i ēnei whārangi?',
    plain: 'Ki ō rātou ake ingoa',
    plainHint: 'Kāore he tautuhinga e puritia ki tēnei pūtirotiro.',
    discreet: 'Hei “Reading”',
    discreetHint:
      'Te aratau matatapu (discreet mode): he ata noa, kotahi hoki te mea ki te hītori mō te akoranga. Ko tēnei kōwhiringa anake ka puritia ki tēnei pūtirotiro. Ka taea te panoni i raro i “Koe”.',
    go: 'Haere tonu',
  },
  agree: {
    title: 'E rua ngā kuputuhi, kotahi te kōwhiringa',
    changedTitle: 'Kua huri tētahi kuputuhi',
    lead: 'He poto. Pānuitia i mua i tō whakaae.',
    changedLead: 'Kua huri mai i tō whakaaetanga.',
    read: 'Pānuitia',
    version: (version, day) => `Putanga ${version}, nō te ${day}`,
    optional: 'Ka taea tēnei pouaka te waiho kia wātea, te panoni rānei ahakoa te wā.',
    missing:
      'Tohua ngā pouaka tuatahi e rua kia haere tonu. Ki te kore, ka taea tonu ngā whārangi tūmatanui te pānui, ā, kāore he mea mōu e mauhangatia.',
    missingChanged: 'Tohua te pouaka kia haere tonu.',
    textChanged: 'I tae mai he putanga hou i tēnei wā tonu. Pānuitia i mua i tō whakaae.',
    go: 'Whakaae, ka haere tonu',
    signOut: 'Kāo: takiputa i a au',
  },
  texts: {
    title: 'Ngā mea i whakaaetia e koe',
    agreed: (version, when) => `Putanga ${version}, i whakaaetia i te ${when}`,
    notAgreed: 'Kāore i whakaaetia',
    newer: 'He putanga hou ake. Ka pātaihia koe i tō takiurunga e whai ake ana.',
    consentNewer: 'He putanga hou ake. Ka pātaihia koe i te wāhi e tuhi ai koe.',
    withdrawn: (when) => `I unuhia i te ${when}`,
    withdraw: 'Unuhia',
    give: 'Whakaae',
    withdrawWarn:
      'Kātahi ka mukua tonutia ngā mea i tuhia e koe māu anō i ngā huritao, mō ake tonu. Tikiakehia ō raraunga i te tuatahi mēnā e hiahia ana koe ki te pupuri.',
    withdrawCare:
      'Ka mukua hoki ngā mea i tuhia e koe mō ngā hui haumanu: te puka, tō ake mahere, me te mahere e tuhia ana e kōrua mēnā i panonihia e koe, kua whakaae rānei koe. Ka kite te tangata ka haere tahi mai me koe kua kore taua mahere. Ka noho tonu tō wāhi.',
    withdrawNow: 'Unuhia, ka muku',
    keep: 'Waiho kia pēnei',
    emptied: (reflections, events) => {
      const parts = [
        reflections === 0 ? [] : manyFirst(reflections, 'huritao'),
        events === 0 ? [] : `ngā mea i tuhia e koe mō ${manyFirst(events, 'hui')}`,
      ].flat();
      return parts.length === 0
        ? 'Kua unuhia. Kāore he mea hei muku.'
        : `Kua unuhia. Kua mukua: ${parts.join(', me ')}.`;
    },
  },
  data: {
    title: 'Ō raraunga',
    what: 'Ngā mea katoa kua mauhangatia mōu, ki te kōnae kotahi: te kōtaha, ngā akoranga, te wā ako, ngā whakautu, ngā huritao, ngā tiwhikete, ō wāhi ki ngā hui, ā, mō ngā hui haumanu tō puka, tō ake mahere, te mahere e tuhia ana e kōrua, me ngā mea i tonoa e koe kia whai wāhi ai koe. Kāore ngā aromātai i roto: kāore tētahi e mōhio ko ēhea āu.',
    warn: 'Kei te kōnae ngā ingoa o ō akoranga me ngā mea i tuhia e koe. Ka tau ki ngā tikiakenga o tēnei pūrere.',
    get: 'Tikiakehia aku raraunga',
  },
  erasure: {
    title: 'Te muku i tō pūkete',
    goes: 'Ka mukua tō ingoa, tō wāhitau, ngā huritao, ngā waitohu me ngā ara takiuru katoa, i te wā kotahi. E kore e taea te whakahoki.',
    goesCare:
      'Ka mukua tonutia ngā mea i tuhia e koe mō ngā hui haumanu, ahakoa me tatari ērā atu: te puka, tō ake mahere, me te mahere e tuhia ana e kōrua mēnā i panonihia e koe, kua whakaae rānei koe. Ka kite te tangata ka haere tahi mai me koe kua kore taua mahere. Ina mukua te pūkete ka mutu ō wāhi ki ngā hui, ā, mēnā tokorua e haere tahi ana, ngā wāhi e rua: ka tae he īmēra ki tērā atu tangata, e kī ana kāore te wāhi e haere whakamua.',
    stays:
      'Ka taea tonu ō tiwhikete te arowhai mā ō rātou nama, kāore tō ingoa. Ka noho tonu ngā aromātai, nā te mea kāore tētahi e mōhio ko ēhea āu. Tikiakehia ō tiwhikete i te tuatahi.',
    waits:
      'Ki te mate tētahi whakahaere ki te pupuri i te mauhanga o ngā whiwhinga, o te moni rānei, ka tatari te muku ki taua rā. Ka whakamōhiotia koe ki te aha, ki āhea hoki.',
    start: 'Mukua taku pūkete',
    confirm: 'Patohia tō wāhitau īmēra hei whakaū',
    confirmHint: (email) => `Ko ${email}.`,
    now: 'Mukua',
    no: 'Whakakorea',
    cancel: 'Whakakorea te tono',
    requested: (when) => `I tonoa e koe i te ${when}.`,
    held: 'Ngā mea me pupuri, ki āhea hoki',
    certificate: (number, organization, until) => `Tiwhikete ${number}, ${organization}: tae atu ki te ${until}`,
    order: (organization, until) => `He ota, ${organization}: tae atu ki te ${until}`,
    doneTitle: 'Kua mukua tō pūkete',
    home: 'Ki ngā akoranga',
  },
  failed: 'Kāore i tutuki. Whakamātauria anō.',
  offline: 'Kei te tuimotu koe. Kāore he mea i panonihia.',
} satisfies Words['privacy'];
