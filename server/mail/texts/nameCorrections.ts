import type { NameCorrectionMail } from '../../../schema/issuance/operations/nameCorrectionMail.ts';
import type { Mail } from '../send.ts';

/** To an owner: a holder asks for a corrected name. To the holder: it was declined. Neither names anybody, nor the certificate. */
export function nameCorrection(to: string, publicUrl: string, mail: NameCorrectionMail): Mail {
  return { to, ...TEXTS[mail](publicUrl) };
}

const TEXTS: Record<NameCorrectionMail, (publicUrl: string) => Pick<Mail, 'subject' | 'text'>> = {
  REQUESTED: (publicUrl) => ({
    subject: 'A corrected name is asked for',
    text: `Somebody who holds a certificate of your organization on Attune says that the name on it is wrong, and asks for a
corrected one.

Sign in at ${publicUrl} with this address and open the requests of your organization. Issue the certificate again under
the corrected name, or decline the request and say why. You may ask for proof first. Do not keep it.
`,
  }),
  DECLINED: (publicUrl) => ({
    subject: 'About one of your certificates',
    text: `You asked for a corrected name on a certificate. The organization that issued it did not correct it, and says why.

Sign in at ${publicUrl} with this address and open your certificates to read it. The certificate stands as it is. You may
ask again.
`,
  }),
};
