import { accountNotice } from '../../schema/accounts/operations/accountNotice.ts';
import { addressChanged } from '../../schema/accounts/operations/addressChanged.ts';
import { recoveryMails } from '../../schema/accounts/operations/recoveryMails.ts';
import { identitySweep } from '../../schema/accounts/operations.ts';
import { approvalEnds, watchApprovals } from '../../schema/accreditation/operations/watchApprovals.ts';
import { sweepAttendanceFiles } from '../../schema/attendance/operations/reportFiles.ts';
import { endCareRecords } from '../../schema/care/operations/endCareRecords.ts';
import { mixEvaluations } from '../../schema/evaluations/operations.ts';
import { followUpsDue } from '../../schema/followUps/operations/followUpsDue.ts';
import { followUpMail } from '../../schema/followUps/operations/sendFollowUp.ts';
import { certificateIssued } from '../../schema/issuance/operations/certificateIssued.ts';
import { certificateWithdrawn } from '../../schema/issuance/operations/certificateWithdrawn.ts';
import { nameCorrection } from '../../schema/issuance/operations/nameCorrectionMail.ts';
import { hashNames } from '../../schema/issuance/operations/nameWords.ts';
import { prepareLackingDocuments } from '../../schema/issuance/operations/prepareLackingDocuments.ts';
import type { RunnableJob } from '../../schema/jobs/operations.ts';
import { timestampLog } from '../../schema/log/operations/timestampLog.ts';
import { cancelIntensiveJob } from '../../schema/orders/operations/cancelIntensive.ts';
import { remindPayers } from '../../schema/orders/operations/remindPayers.ts';
import { carryOutRefunds } from '../../schema/orders/operations/stripe/carryOutRefund.ts';
import { stripeEvent } from '../../schema/orders/operations/stripe/receiveEvent.ts';
import { reconcileStripe } from '../../schema/orders/operations/stripe/reconcile.ts';
import { erasuresDue } from '../../schema/privacy/operations/erasuresDue.ts';
import { noteErasure } from '../../schema/privacy/operations/noteErasure.ts';
import { closeOverdueAttempts } from '../../schema/quizzes/operations/closeOverdue.ts';
import { endHolds } from '../../schema/registrations/operations/endHolds.ts';
import { sendEventMails } from '../../schema/registrations/operations/writeMail.ts';
import type { Services } from '../services.ts';
import { sequenceLog } from './sequenceLog.ts';

/** The services that jobs may use. */
export type JobServices = Pick<
  Services,
  'db' | 'vault' | 'issuer' | 'timestamper' | 'mail' | 'papersOf' | 'noteErasure' | 'stripe' | 'clock' | 'log'
> & { settings: Pick<Services['settings'], 'mailFrom'> };

/** Every job of the service. */
export const ALL_JOBS: readonly RunnableJob<JobServices>[] = [
  certificateIssued,
  certificateWithdrawn,
  nameCorrection,
  prepareLackingDocuments,
  hashNames,
  sequenceLog,
  timestampLog,
  erasuresDue,
  closeOverdueAttempts,
  noteErasure,
  watchApprovals,
  approvalEnds,
  sweepAttendanceFiles,
  mixEvaluations,
  identitySweep,
  accountNotice,
  addressChanged,
  recoveryMails,
  endHolds,
  sendEventMails,
  stripeEvent,
  carryOutRefunds,
  reconcileStripe,
  cancelIntensiveJob,
  remindPayers,
  endCareRecords,
  followUpsDue,
  followUpMail,
];
