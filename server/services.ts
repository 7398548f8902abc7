import type { Request } from 'express';
import type { Timestamper } from '../certificates/keys.ts';
import type { Database } from '../drizzle/client.ts';
import type { Vault } from '../drizzle/encryption.ts';
import type { Notice } from '../schema/accounts/operations/accountNotice.ts';
import type { Recovery } from '../schema/accounts/rules/recovery.ts';
import type { EndingApproval } from '../schema/accreditation/operations/watchApprovals.ts';
import type { Caller } from '../schema/context.ts';
import type { FollowUpMail } from '../schema/followUps/operations/sendFollowUp.ts';
import type { Gateway } from '../schema/gateway.ts';
import type { NameCorrectionMail } from '../schema/issuance/operations/nameCorrectionMail.ts';
import type { Withdrawal } from '../schema/issuance/queries.ts';
import type { Issuer } from '../schema/issuance/rules/issuer.ts';
import type { Language } from '../schema/languages.ts';
import type { NoteErasure } from '../schema/privacy/operations/noteErasure.ts';
import type { EventMail, PapersOf } from '../schema/registrations/operations/sendEventMail.ts';
import type { ChangeMail, CodeUse } from './auth/service.ts';
import type { Log } from './http/logging.ts';
import type { Config } from './settings/config.ts';
import type { ReadStripeEvent } from './stripe/gateway.ts';

/** Every mail that the service sends. Each resolves when the mail server has accepted the mail, and rejects when it has not. */
export type Mails = {
  signInCode(to: string, code: string, use: CodeUse, language: Language): Promise<void>;
  changeCode(to: string, code: string, about: ChangeMail, language: Language): Promise<void>;
  addressChanged(to: string, language: Language): Promise<void>;
  accountNotice(to: string, notice: Notice): Promise<void>;
  recoveryWaits(to: string, recovery: Recovery): Promise<void>;
  certificateReady(to: string): Promise<void>;
  certificateWithdrawn(to: string, withdrawal: Withdrawal): Promise<void>;
  nameCorrection(to: string, mail: NameCorrectionMail): Promise<void>;
  event(to: string, mail: EventMail): Promise<void>;
  approvalEnds(to: string, ending: EndingApproval): Promise<void>;
  followUp(to: string, mail: FollowUpMail): Promise<void>;
};

export type PdfLinks = {
  /** The address of a certificate's PDF with a signature that opens it for ten minutes, without a session. */
  signPdfLink(number: string, now: Date): string;
  /** Whether a link's query opens this number now. */
  checkPdfLink(number: string, query: { expires?: unknown; signature?: unknown }, now: Date): PdfLinkCheck;
};
export type PdfLinkCheck = 'UNSIGNED' | 'VALID' | 'INVALID';

/** What routes and jobs use. service.ts makes it once. A part takes the `Pick<Services, ...>` that it uses. */
export type Services = {
  db: Database;
  vault: Vault;
  /** The keys, the press and the log that make certificates. */
  issuer: Issuer;
  /** The timestamp authority of TSA_URL; null without one. */
  timestamper: Timestamper | null;
  pdfLinks: PdfLinks;
  /** The person who sends a request; null when not signed in. */
  readViewer: (request: Request) => Promise<Caller | null>;
  mail: Mails;
  /** The documents that a mail carries. */
  papersOf: PapersOf;
  noteErasure: NoteErasure;
  /** Stripe; null without STRIPE_SECRET_KEY. */
  stripe: Gateway | null;
  /** Checks and reads what Stripe sends; null with it. */
  readStripeEvent: ReadStripeEvent | null;
  /** The slug of the organization whose account it is; null with it. */
  stripeSeller: string | null;
  clock: () => Date;
  settings: Config;
  /** SESSION_SECRET, the key for the hashes that counters use. */
  secret: string;
  log: Log;
};
