import type { Words } from '../words.ts';

export const join: Words['join'] = {
  pair: 'Haere tahi mai',
  pairText: 'Kua pōhiri tētahi i a koe kia haere tahi kōrua ki tētahi hui. Māu anō e whakatau, ki tō ake pūkete.',
  what: 'Te hui e pōhiritia nei koe',
  with: 'Nā wai i tāpae',
  alone: 'Ka tūtakina takitahitia kōrua i te tuatahi. Kāore tāu e kōrero ai i reira e whākina ki tērā atu.',
  no: 'Ka taea e koe te wehe i tēnei whārangi me te kore whakautu: kāore tētahi e whakamōhiotia i konei koe.',
  help: 'Mēnā e mataku ana koe, e akina ana rānei koe kia whakaae: hei waea atu',
  unknown:
    'Kāore e whakaaturia he aha te hui: kua whakamahia te pōhiri, kua mutu, i tukuna rānei ki tētahi atu wāhitau i tō tēnei pūkete.',
  place: 'Tangohia he wāhi',
  placeText: 'He wāhi kei tētahi mōu. Ka riro mōu, ki tō ake pūkete.',
};
