import type { EndingApproval } from '../../../../schema/accreditation/operations/watchApprovals.ts';
import { dateIn } from '../../../../schema/dates.ts';
import type { Said } from '../shapes.ts';

/** To an owner: an approval of the organization ends soon. */
export function approvalEnds(publicUrl: string, { organization, lastOn }: EndingApproval): Said {
  return {
    subject: 'An approval of your organization ends soon',
    text: `An approval that ${organization} recorded on Attune ends. Its last day is ${dateIn('en', lastOn)}.

After that day nobody can earn credit under it. Credit that was awarded before stays.

Sign in at ${publicUrl} with this address and open the approvals of your organization to see which one it is. When the
body has renewed it, record the new approval with its letter.
`,
  };
}
