import type { EndingApproval } from '../../../../schema/accreditation/operations/watchApprovals.ts';
import { dateIn } from '../../../../schema/dates.ts';
import type { Said } from '../shapes.ts';

/** To an owner: an approval of the organization ends soon. */
export function approvalEnds(publicUrl: string, { organization, lastOn }: EndingApproval): Said {
  return {
    subject: 'Ka mutu ākuanei tētahi whakaaetanga o tō whakahaere',
    text: `Ka mutu tētahi whakaaetanga i mauhangatia e ${organization} i Attune. Ko tōna rā whakamutunga ko te ${dateIn('mi', lastOn)}.

I muri i taua rā, kāore tētahi e whiwhi whiwhinga i raro i taua whakaaetanga. Ka noho tonu ngā whiwhinga i whakawhiwhia i mua.

Takiuru ki ${publicUrl} mā tēnei wāhitau, ka whakatuwhera i ngā whakaaetanga o tō whakahaere kia kite ai koe ko tēhea. Ina
whakahoutia e te rōpū, mauhangatia te whakaaetanga hou me tana reta.
`,
  };
}
