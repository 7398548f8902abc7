import type { Mails } from '../services.ts';
import type { Mail } from './send.ts';
import { accountNotice, addressChanged, changeCode, recoveryWaits } from './texts/account.ts';
import { approvalEnds } from './texts/approvals.ts';
import { certificateReady, certificateWithdrawn } from './texts/certificates.ts';
import { eventMail } from './texts/events.ts';
import { nameCorrection } from './texts/nameCorrections.ts';
import { signInCode } from './texts/signIn.ts';

/** Every mail of the service. The folder texts/ contains the words; sendMail sends them. */
export function createMails(sendMail: (mail: Mail) => Promise<void>, publicUrl: string): Mails {
  return {
    signInCode: (to, code, use) => sendMail(signInCode(to, code, use)),
    changeCode: (to, code, about) => sendMail(changeCode(to, code, about)),
    addressChanged: (to) => sendMail(addressChanged(to, publicUrl)),
    accountNotice: (to, notice) => sendMail(accountNotice(to, publicUrl, notice)),
    recoveryWaits: (to, recovery) => sendMail(recoveryWaits(to, publicUrl, recovery)),
    certificateReady: (to) => sendMail(certificateReady(to, publicUrl)),
    certificateWithdrawn: (to, withdrawal) => sendMail(certificateWithdrawn(to, publicUrl, withdrawal)),
    nameCorrection: (to, mail) => sendMail(nameCorrection(to, publicUrl, mail)),
    event: (to, mail) => sendMail(eventMail(to, publicUrl, mail)),
    approvalEnds: (to, ending) => sendMail(approvalEnds(to, publicUrl, ending)),
  };
}
