import { encodeGlobalID } from '@pothos/plugin-relay';
import type { FollowUpMail } from '../../../schema/followUps/operations/sendFollowUp.ts';
import type { Language } from '../../../schema/languages.ts';
import type { Mail } from '../send.ts';
import { TEXTS } from './all.ts';

/** To somebody who wanted to be asked later. Its page needs a sign-in; its link stops further mails without one. */
export function followUpMail(to: string, publicUrl: string, mail: FollowUpMail, language: Language): Mail {
  const { id, madeAt, enrollmentId, weeks, secret } = mail;
  const page = `${publicUrl}/learn/${encodeURIComponent(encodeGlobalID('Enrollment', enrollmentId))}/later/${weeks}`;
  const stop = `${publicUrl}/later/stop/${secret}`;
  return { to, ...TEXTS[language].followUp({ page, stop }), identity: { id, madeAt }, unsubscribe: stop };
}
