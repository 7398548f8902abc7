import type { Words } from '../words.ts';
import { many } from './counts.ts';
import { duration } from './lengths.ts';

export const enroll = {
  eyebrow: 'I mua i tō tīmatanga',
  title: 'Tīmataria tēnei akoranga',
  retired: 'Kua kore tēnei akoranga e whakauru ākonga hou.',
  live: 'He hui mataora tēnei akoranga. Ka rēhita koe mō tētahi o ōna rā.',
  already: 'Kua tīmata kē koe i tēnei akoranga.',
  continueIt: 'Haere ki tō huringa ako',
  purpose: 'He aha tō take mō tēnei akoranga?',
  credit: 'Hei whakaatu ki tētahi poari, ki tētahi kaituku mahi rānei',
  creditAsks: (test) =>
    `Me oti ēnei: ngā wāhanga katoa me ō rātou wā, ${test ?? 'te whakamātautau whakamutunga'}, he aromātai, me tētahi tauākī ka waitohua e koe.`,
  test: (draw, percent) => `he whakamātautau whakamutunga, ${many(draw, 'pātai')}, kia tika te ${percent} ōrau`,
  noHours: 'Kāore he hāora e tautokona ana e tēnei akoranga, nō reira kāore e taea mō tēnei take.',
  personal: 'Māu anō',
  personalAsks:
    'Me oti ēnei: ngā wāhanga, ō rātou wā me ā rātou patapatai poto. Kāore he whakamātautau i te mutunga, kāore hoki tō ingoa e uia. Kei konei he tiwhikete kāore ōna whiwhinga, ki te hiahia koe.',
  switchLater:
    'Mā te unu anake me te tīmata anō e taea ai tēnei te panoni. Kāore ngā wāhanga me te wā e haere tonu i muri. Ka haere tonu ngā nganatanga kua pau i te whakamātautau whakamutunga.',
  plan: (count) =>
    `Whakaritea kia ${duration(count)} pea. E 200 ngā kupu ka pānuitia i te miniti, kotahi miniti mō ia pātai, toru mō ia tono tuhituhi, me te arotake.`,
  read: 'Tēnā, pānuitia',
  changed:
    'Kua huri ngā kuputuhi mai i tō whakatuwheratanga i tēnei whārangi. Kua tohua ngā mea hou. Pānuitia, ka whakaae anō ai.',
  isNew: 'Kua panonitia',
  choosePurpose: 'Kōwhiria tō take mō tēnei akoranga.',
  consentMissing: 'Tohua tēnei mēnā e whakaae ana koe. Ki te kore, e kore koe e taea te tīmata.',
  adultMissing: 'Mō ngā pakeke tēnei akoranga. Tohua tēnei mēnā he pakeke koe.',
  start: 'Tīmataria te akoranga',
  other: (purpose) => `Kei roto kē koe i tēnei akoranga: ${purpose}.`,
  purposes: { CREDIT: 'Mō tētahi poari, mō tētahi kaituku mahi rānei', PERSONAL: 'Māu anō' },
  samples: {
    SPECIMEN: 'He whakaaturanga tēnei: ka kī ngā tiwhikete he SPECIMEN, ehara hoki i te mauhanga ako.',
    ORGANIZATION: 'He tauira noa te whakahaere, kāore ia e tū ana, nō reira kāore he poari e whakaae ki ōna tiwhikete.',
  },
  toCourses: 'Tirohia ngā akoranga',
  failed: 'Kāore i tutuki. Whakamātauria anō.',
} satisfies Words['enroll'];
