import type { Withdrawal } from '../../../../schema/issuance/queries.ts';
import { REVOCATION_WORDS } from '../../../../schema/issuance/rules.ts';
import type { Said } from '../shapes.ts';

// Other people may read a mailbox. So neither subject nor text names the course, nor the number, which leads to it. The holder
// signs in to see which certificate the mail is about.

/** To the holder: the documents of a certificate are ready. */
export function certificateReady(publicUrl: string): Said {
  return {
    subject: 'Your certificate is ready',
    text: `A certificate you earned on Attune is ready.

Sign in at ${publicUrl} with this address and open your certificates to download it.

Anyone to whom you give the number printed on it can check it. They do not see your name unless you switch that on.
`,
  };
}

/** To the holder: the organization revoked or replaced a certificate. */
export function certificateWithdrawn(publicUrl: string, withdrawal: Withdrawal): Said {
  return {
    subject: 'About one of your certificates',
    text:
      withdrawal.reason === null
        ? replacedText(publicUrl, withdrawal)
        : revokedText(publicUrl, withdrawal, REVOCATION_WORDS[withdrawal.reason]),
  };
}

const revokedText = (publicUrl: string, { grievanceContact }: Withdrawal, reason: string): string =>
  `The organization that issued a certificate to you on Attune has revoked it.

The reason, which anyone who checks its number can read: ${reason}.

It no longer counts as a record of study. Sign in at ${publicUrl} with this address and open your certificates to
see which one it is.

If you think that this is wrong, write to ${grievanceContact}.
`;

const replacedText = (publicUrl: string, { grievanceContact }: Withdrawal): string =>
  `A certificate that was issued to you on Attune has been replaced by a corrected one. The new one is ready and has a
number of its own. If you corrected the number of a license, this is so for every certificate that printed it.

Sign in at ${publicUrl} with this address and open your certificates to download what is new. Give the new number to
anyone who has the old one, which now says that it was replaced.

If you did not expect this, write to ${grievanceContact}.
`;
