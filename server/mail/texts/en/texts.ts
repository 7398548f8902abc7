import { accountNotice, addressChanged, changeCode, recoveryWaits } from './account.ts';
import { approvalEnds } from './approvals.ts';
import { certificateReady, certificateWithdrawn } from './certificates.ts';
import { events } from './events.ts';
import { followUp } from './followUps.ts';
import { money } from './money.ts';
import { nameCorrection } from './nameCorrections.ts';
import { phrases } from './phrases.ts';
import { signInCode } from './signIn.ts';

/** Every mail in English. */
export const en = {
  ...{ accountNotice, addressChanged, changeCode, recoveryWaits, signInCode },
  ...{ approvalEnds, certificateReady, certificateWithdrawn, followUp, nameCorrection },
  ...{ events, money, phrases },
};
