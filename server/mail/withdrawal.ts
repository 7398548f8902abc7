import type { CertificateId } from '../../drizzle/ids.ts';
import { accountOf } from '../../schema/accounts/queries.ts';
import { type Withdrawal, withdrawalOf } from '../../schema/issuance/queries.ts';
import { REVOCATION_WORDS } from '../../schema/issuance/rules.ts';
import type { JobServices } from '../jobs/run.ts';
import type { Mail } from './send.ts';

type Told = Pick<JobServices, 'db' | 'sendMail' | 'publicUrl'>;

/** Writes to the holder of a certificate that was revoked or replaced; to nobody when that person was erased. */
export const tellHolderOfWithdrawal = async (
  { db, sendMail, publicUrl }: Told,
  certificateId: CertificateId,
): Promise<void> => {
  const withdrawal = await withdrawalOf(db, certificateId);
  const account = withdrawal === null ? null : await accountOf(db, withdrawal.holder);
  if (withdrawal !== null && account !== null) await sendMail(withdrawalMail(account.email, publicUrl, withdrawal));
};

/**
 * Neither subject nor text names the course or the number, which leads to it: a mailbox may be read by others. Which certificate
 * is meant stands behind the sign-in.
 */
const withdrawalMail = (to: string, publicUrl: string, withdrawal: Withdrawal): Mail => ({
  to,
  subject: 'About one of your certificates',
  text:
    withdrawal.reason === null
      ? replacedText(publicUrl, withdrawal)
      : revokedText(publicUrl, withdrawal, REVOCATION_WORDS[withdrawal.reason]),
});

const revokedText = (publicUrl: string, { grievanceContact }: Withdrawal, reason: string): string =>
  `A certificate that you hold on Attune was revoked by the organization that issued it.

The reason, which anyone who checks its number can read: ${reason}.

It no longer counts as a record of study. Sign in at ${publicUrl} with this address and open your certificates to
see which one it is.

If you think that this is wrong, write to ${grievanceContact}.
`;

const replacedText = (publicUrl: string, { grievanceContact }: Withdrawal): string =>
  `A certificate that you hold on Attune was issued anew with a corrected name. The new one is ready and has a number of
its own.

Sign in at ${publicUrl} with this address and open your certificates to download it. Give the new number to whoever
has the old one, which now says that it was replaced.

If you did not expect this, write to ${grievanceContact}.
`;
