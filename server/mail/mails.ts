import type { Mails } from '../services.ts';
import type { Mail } from './send.ts';
import { approvalEnds } from './texts/approvals.ts';
import { certificateReady, certificateWithdrawn } from './texts/certificates.ts';
import { signInCode } from './texts/signIn.ts';

/** Every mail of the service. The folder texts/ contains the words; sendMail sends them. */
export function createMails(sendMail: (mail: Mail) => Promise<void>, publicUrl: string): Mails {
  return {
    signInCode: (to, code) => sendMail(signInCode(to, code)),
    certificateReady: (to) => sendMail(certificateReady(to, publicUrl)),
    certificateWithdrawn: (to, withdrawal) => sendMail(certificateWithdrawn(to, publicUrl, withdrawal)),
    approvalEnds: (to, ending) => sendMail(approvalEnds(to, publicUrl, ending)),
  };
}
