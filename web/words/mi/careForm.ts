import type { Words } from '../words.ts';

export const careForm: Words['careForm'] = {
  title: 'I mua i tō haere mai',
  lead: 'Mōu ake ō whakautu, ā, ka taea ia pātai te waiho kia pātea.',
  emergency: 'Ehara mō ngā ohotata',
  notForEmergencies:
    'Kāore tētahi e pānui i tēnei i taua wā tonu. Ehara mō ngā ohotata. Mēnā kei te mōrearea koe, tētahi rānei e tata ana ki a koe, waea atu ki tētahi o ngā ratonga i raro nei, ki te nama ohotata rānei o tō whenua.',
  notCalled: 'I pānuitia ngā nama me ngā hāora i ngā whārangi tūmatanui, kāore i waea atu tētahi hei whakaū.',
  whoReads: 'Ko wai ka pānui, ko ēhea hoki ngā ture',
  readers: 'Ko wai ka pānui',
  within: 'Āhea',
  days: (count) => `I roto i te ${count === 1 ? 'rā kotahi' : `${count} rā`} i muri i tō tuku`,
  clinician: 'Te kaihaepapa',
  country: 'Whenua',
  law: 'Te ture o te pūrongo',
  kept: 'Te roa e puritia ai',
  keptFor: (days) =>
    `Mō te ${days} rā i muri i te hui. Kātahi ka whakangaromia. Ka taea e koe te whakangaro i mua atu.`,
  keptBy: 'Neke atu i te 90 rā, nā te:',
  limits: 'Ngā mea tērā pea me kī atu ki ētahi atu',
  privacy: 'Pānui tūmataiti',
  questions: 'Ngā pātai',
  goals: 'He aha tāu e hiahia ana kia tutuki?',
  goalsHint: 'Ki ō ake kupu, he poto, he roa rānei. Kei te pai ahakoa te tātaki kupu.',
  needs: 'He aha e hiahiatia ana e koe, kia pai ai te haere mōu?',
  needsHint: 'Hei tauira: he whakatā, he tūru e tata ana ki te kūaha, he wā hei whakaaro, he kōrerorero i mua i te rā.',
  reach: 'Me pēhea te whakapā atu ki a koe anake?',
  reachWhy:
    'Ka pātai mātou kia tae ai ngā mea mōu ki a koe, kāore ki tētahi atu. Tohua ngā huarahi kāore tētahi atu e pānui, e rongo, e whakautu rānei. Mēnā kāore he huarahi, waiho kia pātea.',
  channels: {
    CALL: 'He waea',
    TEXT_MESSAGE: 'He karere kuputuhi',
    MAIL: 'He īmēra',
    OTHER: 'He huarahi anō',
  },
  reachAt: 'Ki tēhea nama, wāhitau rānei?',
  reachAtHint: 'Nōu anake. Mēnā he huarahi anō, kī mai ko tēhea.',
  reachWhen: 'Āhea koe noho ai ko koe anake?',
  reachWhenHint: 'Ngā rā me ngā hāora, me tō rohe wā mēnā he rerekē i tō te hui.',
  refrain: 'He aha te mea kaua e mahia e tētahi?',
  doNotWrite: 'Kaua e tuhi mai ki ahau.',
  doNotWriteHint: 'Kāore he īmēra, he karere kuputuhi, he reta rānei nā te hunga ka pānui i tēnei puka.',
  doNotLeaveMessage: 'Kaua e waiho karere.',
  doNotLeaveMessageHint: 'Kāore he kupu i runga i te mīhini, i tētahi atu rānei ka whakautu.',
  contradicts:
    'I tohua e koe he huarahi e tuhi atu ai tētahi ki a koe, me “Kaua e tuhi mai ki ahau” anō hoki. Nā reira kaua tētahi e tuhi ki a koe. Mēnā he tikanga kē tāu, tangohia tētahi o ngā tohu e rua.',
  mails: (shown) =>
    `Mō te hunga ka pānui i tēnei puka ēnei tohu. Kāore e aukati i ngā īmēra ka tukuna noa e tēnei ratonga. Ko ēnei: ngā waehere takiuru; ngā pānui mō tō pūkete, pērā i tētahi atu wāhitau, i tētahi kī takiuru hou rānei; ngā kōrero mō tō wāhi, pērā i te whakautu, i te tāpaetanga, i te panonitanga, i tōna mutunga rānei; ngā moni kei te toe hei utu, kua tae mai, ka whakahokia rānei; ā, mēnā anake i hiahia koe, kua whakautua tētahi inoi āu. Ko “tō wāhi” te kupu i ngā īmēra mō tō wāhi, kāore e kī he aha te kaupapa, ko wai te kaiārahi, āhea rānei, ā, kāore tētahi e kī he puka kei konei. Tērā pea ka tae tahi mai he rihīti, he nama rānei, e kitea ai a “${shown}”; ka whakaingoa hoki te nama i te whakahaere.`,
  mailsTo:
    'Tirohia i raro i “Koe” ki tēhea wāhitau ka tukuna, ka panoni ai. Ka tae he īmēra mō tērā ki te pouaka tawhito.',
  end: 'Tiakina, tukuna rānei',
  saves: 'Tiakina mōu ake: ka puritia kia whakamunatia, kāore e taea e ngā kaiārahi te huaki.',
  sends: (readers) => `Tukuna: ka taea te huaki e te hunga ka pānui (${readers}). Ka kite koe i ia wā ka huakina.`,
  takesBack: (day) =>
    `I tukuna e koe i te ${day}. Ki te tiaki koe mōu ake ināianei, ka unuhia: kāore e taea e tētahi te huaki kia tukuna anō rā e koe. Ko ngā mea kua pānuitia kē, e kore e taea te whakahoki.`,
  save: 'Tiakina mōku ake',
  send: 'Tukuna',
  sendAgain: 'Tukuna anō',
  saved: 'Kua tiakina. Kāore e taea e ngā kaiārahi te huaki kia tukuna rā anō e koe.',
  savedBack: 'Kua tiakina, kua unuhia hoki. Kāore e taea e ngā kaiārahi te huaki kia tukuna anō rā e koe.',
  sent: (readers, day) => `Kua tukuna. Ka pānuitia i mua i te mutunga o te ${day} e: ${readers}.`,
};
