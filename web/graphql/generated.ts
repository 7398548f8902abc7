// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../ask.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** The license. */
export type AddLicenseInput = {
  /** The renewal cycle that runs now. */
  cycle?: LicenseCycleInput | null | undefined;
  /** The last day on which it is valid. */
  expiresOn?: string | null | undefined;
  /** Where it holds, by ISO 3166, in capitals: US-CA, NZ. */
  jurisdiction: string;
  /** What you hold. */
  kind: LicenseKind;
  /** The name on it: one line of at most 120 characters. */
  nameOnLicense?: string | null | undefined;
  /** The number, as the board writes it: at most 60 characters. */
  number: string;
  /** The key of the profession, as boards' files spell it, such as lmft. */
  profession: string;
};

/** What the certificate says. */
export type AddReportedCertificateInput = {
  /** How much, in `unit`: from 0.01 to 10000. */
  amount: string;
  /** A category in your words: at most 80 characters. */
  category?: string | null | undefined;
  /** The day on it, which has come. */
  earnedOn: string;
  /** A note of at most 300 characters, printed with it. */
  note?: string | null | undefined;
  /** Who gave the certificate: at most 160 characters. */
  provider: string;
  /** The activity: one line of at most 200 characters. */
  title: string;
  /** The unit in its words, such as contact hours: at most 40 characters. */
  unit: string;
};

/** What is missing. */
export type BlockerCode =
  /** The approval that the offer stands on was not in force on the day that counts. */
  | 'APPROVAL_NOT_IN_FORCE'
  /** All attempts at the post-test are used; the organization can grant another. */
  | 'ATTEMPTS_USED'
  /** The attestation is not signed, or it was signed before everything that it speaks of was done; for an offer with a mark of its own, before the attempt that reached it. */
  | 'ATTESTATION_MISSING'
  /** The attestation was signed under another name than the legal name that the profile has now. */
  | 'ATTESTATION_NAME_CHANGED'
  /** A module's check is not passed. */
  | 'CHECK_NOT_PASSED'
  /** Everything was done after the last day for completion that the offer set. */
  | 'CLAIM_DEADLINE_PASSED'
  /** The organization revoked the certificate of completion of this enrollment, or one of its awards for dishonesty or a false identity. */
  | 'COMPLETION_REVOKED'
  /** The body allows no more credit for online study on the day that counts. */
  | 'DAILY_LIMIT'
  /** The evaluation was given later than the body allows; `deadline` says until when. */
  | 'EVALUATION_DEADLINE_PASSED'
  /** The evaluation is not filled in. */
  | 'EVALUATION_MISSING'
  /** A license that the claim names had expired on the day that counts. */
  | 'LICENSE_EXPIRED'
  /** The body gives credit to licensed people only, or prints a license on its certificates, and the claim names none; or it names several where the body takes one. */
  | 'LICENSE_MISSING'
  /** The body, or the approval, is not for the profession or the place of a license. As a notice: the claim cannot name it. */
  | 'LICENSE_PROFESSION_MISMATCH'
  /** A module is not complete. */
  | 'MODULE_INCOMPLETE'
  /** The profile has no legal name to print, or the typed name differs from it. */
  | 'NAME_UNCONFIRMED'
  /** The learner has not read a module to its end. */
  | 'NOT_READ_TO_END'
  /** The enrollment began before the offer opened, or after its last day for enrollment. */
  | 'OFFER_NOT_OPEN'
  /** The organization withdrew the offer before everything was done. */
  | 'OFFER_WITHDRAWN'
  /** The post-test is not passed. */
  | 'POST_TEST_NOT_PASSED'
  /** The body gives no credit again for the same content. */
  | 'REPEAT_CREDIT'
  /** A module has less verified time than it requires; secondsCounted and secondsRequired give the figures. */
  | 'TIME_SHORT';

/** What a board does with continuing education. */
export type BoardKind =
  /** It approves nothing and accepts a log, so that no credit exists in its name. */
  | 'LOG_ONLY'
  /** It accepts the approvals of some bodies. */
  | 'REGULATES';

/** Which certificates. What is left out or null does not narrow the list. */
export type CertificateFilter = {
  /** Completed on this day or later. */
  completedFrom?: string | null | undefined;
  /** Completed on this day or earlier. */
  completedTo?: string | null | undefined;
  /** Only of these statuses. */
  status?: Array<CertificateStatus> | null | undefined;
  /** A part of the course's title, of the issuer's name or of the number, in any case; at most 200 characters. */
  text?: string | null | undefined;
};

/** The status of a certificate number in the register. When several are true, the first of REVOKED, SUPERSEDED, SPECIMEN, EXPIRED. */
export type CertificateStatus =
  /** Issued for a limited time, which is over. */
  | 'EXPIRED'
  /** Not a certificate number. A number has 20 letters and digits in four groups; the last one is a check symbol. */
  | 'MALFORMED'
  /** Issued and later revoked; the reason is public. */
  | 'REVOKED'
  /** Made on a demonstration server: not a record of study. */
  | 'SPECIMEN'
  /** Replaced by a corrected certificate. */
  | 'SUPERSEDED'
  /** No certificate has this number. It may be mistyped, or another service may have issued it. */
  | 'UNKNOWN'
  /** Issued, and neither revoked nor replaced nor expired. */
  | 'VALID';

/** The enrollment, your name as a confirmation, and the offers to claim. */
export type ClaimCreditInput = {
  /** Your enrollment. */
  enrollmentId: string;
  /** Give what can be given when some offer cannot, and say what was refused. Otherwise nothing is given then. */
  giveRest?: boolean | null | undefined;
  /** The offers of credit to claim, at most 20; none for the certificate of completion alone. */
  offers?: Array<OfferClaimInput> | null | undefined;
  /** Your legal name, typed to confirm what will be printed. It must be the legal name in your profile; case, accents, punctuation and spaces do not matter. The certificate prints the profile’s spelling. */
  printedName: string;
};

/** What to show, and until when. */
export type CreateTranscriptLinkInput = {
  /** Awards that are joined to the license, at most 200: the rows of their completions are shown. */
  awardIds?: Array<string> | null | undefined;
  /** The cycle that starts on this day; the newest when left out. */
  cycleStartsOn?: string | null | undefined;
  /** Completions, with all their awards, at most 200. A log has no awards, so its rows are ticked here. */
  enrollmentIds?: Array<string> | null | undefined;
  /** The last day on which it works, in UTC; at most a year ahead. */
  expiresOn: string;
  /** Your license. */
  licenseId: string;
};

/** Why someone takes a course. */
export type EnrollmentPurpose =
  /** To show a board or an employer: the post-test and the evaluation are required. */
  | 'CREDIT'
  /** For personal growth: only the content is required. */
  | 'PERSONAL';

/** The kind of failure, for programs. */
export type ErrorCode =
  /** No accreditor has this key. */
  | 'ACCREDITOR_UNKNOWN'
  /** The person has an open enrollment in this course for another purpose. */
  | 'ALREADY_ENROLLED'
  /** The person has a live registration for this event. */
  | 'ALREADY_REGISTERED'
  /** The certificate was already replaced, under another name. `successorNumber` names the new one. */
  | 'ALREADY_REPLACED'
  /** The time to answer the change is over, or the change asks nobody. */
  | 'ANSWER_TOO_LATE'
  /** People come to this event by application. */
  | 'APPLICATION_NEEDED'
  /** The approval was ended early, or the operator refused it, which cannot be undone. */
  | 'APPROVAL_ENDED'
  /** The body gives no such approval. `fields` lists what its file says otherwise. */
  | 'APPROVAL_NOT_GIVEN'
  /** The approval is not in force on a day on which the offer would need it. */
  | 'APPROVAL_NOT_IN_FORCE'
  /** Another approval of the same body for the same course, profession and jurisdiction has a day in common. */
  | 'APPROVAL_OVERLAPS'
  /** Every attempt at this quiz is used. The organization may grant another. */
  | 'ATTEMPTS_USED'
  /** The attempt was submitted, or its time is over. It is final. */
  | 'ATTEMPT_CLOSED'
  /** Somebody else is paying for this place now. */
  | 'BEING_PAID'
  /** The amount is below the smallest that can be charged. Nothing was kept. */
  | 'BELOW_MINIMUM'
  /** Something is still missing; nothing was changed. `blockers` lists what. */
  | 'BLOCKED'
  /** The organization sells to some countries only, and the payer named none. */
  | 'BUYER_COUNTRY_NEEDED'
  /** The organization does not sell to the payer’s country. */
  | 'BUYER_COUNTRY_NOT_COVERED'
  /** More places are taken than the new capacity has. */
  | 'CAPACITY_TAKEN'
  /** The holder's data was erased; there is no name left to correct. */
  | 'CERTIFICATE_ERASED'
  /** The certificate was revoked. A revocation cannot be undone. */
  | 'CERTIFICATE_REVOKED'
  /** The order cannot be paid here now. */
  | 'CHECKOUT_OVER'
  /** The code belongs to another event. */
  | 'CODE_ELSEWHERE'
  /** The code is over. */
  | 'CODE_EXPIRED'
  /** The code cannot be used yet. */
  | 'CODE_NOT_YET'
  /** The intensive has this code already. */
  | 'CODE_TAKEN'
  /** No event of the organization has this code. */
  | 'CODE_UNKNOWN'
  /** The code was used as often as it may be. */
  | 'CODE_USED_UP'
  /** The next attempt opens later. */
  | 'COOLDOWN'
  /** The course takes place live; nobody can study it alone. */
  | 'COURSE_IS_LIVE'
  /** The course takes no new enrollments. */
  | 'COURSE_RETIRED'
  /** The other date costs more than was asked for the place. */
  | 'DEARER_DATE'
  /** The accrediting body demands a fact on the certificate that is not there. */
  | 'DEMANDED_FACT_MISSING'
  /** The accepted disclosures are not the current ones. */
  | 'DISCLOSURES_CHANGED'
  /** The enrollment was claimed or withdrawn. */
  | 'ENROLLMENT_CLOSED'
  /** You are signed in but may not do this. */
  | 'FORBIDDEN'
  /** What the organization wrote has a word that the accrediting body forbids on a certificate. */
  | 'FORBIDDEN_WORD'
  /** The time for which the place was kept is over. */
  | 'HOLD_ENDED'
  /** The time was extended before, which is possible once. */
  | 'HOLD_EXTENDED'
  /** Somebody saved it after you read it. Nothing was changed. */
  | 'INTENSIVE_CHANGED'
  /** It was cancelled, or it is over. */
  | 'INTENSIVE_CLOSED'
  /** A published intensive keeps these fields. Nothing was changed. */
  | 'INTENSIVE_FIXED'
  /** Something is missing for publication. `gaps` lists everything. */
  | 'INTENSIVE_NOT_READY'
  /** The input breaks a rule; nothing was changed. `fields` lists every fault. */
  | 'INVALID_INPUT'
  /** This event is not sold on invoice, or not to persons. */
  | 'INVOICE_NOT_OFFERED'
  /** No letter with this hash was uploaded for the organization within a day. */
  | 'LETTER_MISSING'
  /** You have added a license of this profession, jurisdiction and number before. */
  | 'LICENSE_EXISTS'
  /** You have as many licenses, or as many changes of one, as a person may have. */
  | 'LICENSE_LIMIT'
  /** Money came or went after you read the order. Nothing was changed. */
  | 'MONEY_CHANGED'
  /** The name contains characters that a certificate cannot print. */
  | 'NAME_UNDRAWABLE'
  /** Nothing is left that could be refunded, or the policy gives nothing. */
  | 'NOTHING_TO_REFUND'
  /** No price stands now. */
  | 'NOT_FOR_SALE'
  /** It does not exist, or it is not yours. The error does not say which. */
  | 'NOT_FOUND'
  /** The body does not let the organization waive this. */
  | 'NOT_WAIVABLE'
  /** The event takes no applications: everybody may register. */
  | 'NO_APPLICATIONS'
  /** The body approves nothing, so that no approval of it can exist. */
  | 'NO_APPROVALS'
  /** The course justifies no hours of study, so nobody can take it for credit. */
  | 'NO_HOURS'
  /** Some of the offers that the claim names cannot be given; nothing was changed. `refused` says which and why. */
  | 'OFFERS_BLOCKED'
  /** An offer of the same body for the same version, profession and jurisdiction stands already. */
  | 'OFFER_EXISTS'
  /** A duty of the body is unmet. `items` is the whole checklist of what is missing. */
  | 'OFFER_REFUSED'
  /** The person has another order for this event, which waits for payment. */
  | 'ORDER_OPEN'
  /** The order is in a state in which this cannot be done. */
  | 'ORDER_STATE'
  /** The place cannot move there: another course, organization, currency or kind, or an event that the person was declined for. */
  | 'OTHER_DATE'
  /** Money was paid, or is owed, for the place, so that it ends with its order. */
  | 'PAID_PLACE'
  /** Nobody is registered by others for an event for couples. */
  | 'PAIRS_COME_THEMSELVES'
  /** The second person of the pair has not joined yet. */
  | 'PAIR_INCOMPLETE'
  /** You have no passkey, so you cannot require one. */
  | 'PASSKEY_MISSING'
  /** The payment service does not answer. What was kept is still kept; the same call may be repeated. */
  | 'PAYMENTS_DOWN'
  /** The organization takes no payments here. Nothing was kept and nothing is owed. */
  | 'PAYMENTS_UNAVAILABLE'
  /** The payment cannot be undone: it came through Stripe, was undone, or was refunded. */
  | 'PAYMENT_FIXED'
  /** The event is not free, so a place is taken with an order. */
  | 'PAYMENT_NEEDED'
  /** Places are left, so nobody needs to wait. */
  | 'PLACES_LEFT'
  /** The policy is not the one that the payer read. Nothing was bought. */
  | 'POLICY_CHANGED'
  /** The quiz is not open at this point of the course. */
  | 'QUIZ_NOT_OPEN'
  /** The person has already passed the quiz in this enrollment. */
  | 'QUIZ_PASSED'
  /** Too many attempts in too short a time. */
  | 'RATE_LIMITED'
  /** Your writing was changed elsewhere since the version that this save is based on. Nothing was replaced. */
  | 'REFLECTION_CHANGED'
  /** More was asked back than is left. Nothing was refunded. */
  | 'REFUND_TOO_HIGH'
  /** Registration is not open: not yet, no longer, or the event was cancelled. */
  | 'REGISTRATION_CLOSED'
  /** The registration is in a state in which this cannot be done. */
  | 'REGISTRATION_STATE'
  /** Every place at this scholarship price is granted. */
  | 'SCHOLARSHIPS_GIVEN'
  /** The session was not opened by a passkey within the last 15 minutes. */
  | 'SESSION_NOT_FRESH'
  /** Both people of a pair need a mailbox of their own. */
  | 'SHARED_MAILBOX'
  /** Another intensive has this slug. */
  | 'SLUG_TAKEN'
  /** Fewer places are left than were asked for. Nothing was kept and nothing is owed. */
  | 'SOLD_OUT'
  /** The payer declares the tax, and named no tax id. */
  | 'TAX_ID_NEEDED'
  /** The statement to sign has changed since the person read it. */
  | 'TEXT_CHANGED'
  /** The times of a published intensive change only by rescheduleIntensive, which asks everybody. */
  | 'TIMES_MOVED'
  /** The person keeps, or has lately kept, too many places without paying. */
  | 'TOO_MANY_HOLDS'
  /** The place can no longer go to another person, or never could. */
  | 'TRANSFER_CLOSED'
  /** Nobody can enroll in this version of the course. */
  | 'VERSION_NOT_OFFERED';

/** Why you change a license. */
export type LicenseChangeReason =
  /** Something was mistyped and always was different: everything but profession and jurisdiction may change. Certificates that print another number of the license are replaced. */
  | 'CORRECTED'
  /** Your name changed: the name, the expiry and the cycle may change. Certificates stay: they print the legal name of your profile, and an owner of the organization can issue one under a new name. */
  | 'NAME_CHANGED'
  /** It was renewed: expiry and cycle may change. Certificates stay, because what they print was true. */
  | 'RENEWED';

/** How it was checked what a license says. */
export type LicenseCheck =
  /** By a document that was shown. */
  | 'DOCUMENT'
  /** Against the board's register. */
  | 'REGISTER'
  /** Its holder says so. Nobody has checked it. */
  | 'STATED';

/** The renewal cycle of a license. */
export type LicenseCycleInput = {
  /** Its last day. */
  endsOn: string;
  /** The hours that it requires: the total once, and each category once. May be empty. */
  required: Array<RequiredHoursInput>;
  /** Its first day. */
  startsOn: string;
};

/** What a person holds. */
export type LicenseKind =
  /** A registration as an associate, who practices under supervision. */
  | 'ASSOCIATE'
  /** A full license, to practice without supervision. */
  | 'FULL'
  /** A registration as an intern or trainee. */
  | 'INTERN'
  /** A membership of a professional body. */
  | 'MEMBER'
  /** An entry in a register. */
  | 'REGISTRANT';

/** An offer to claim, and the licenses that its credit is for. */
export type OfferClaimInput = {
  /** Licenses of yours. A later claim of the same offer may add further ones. */
  licenseIds: Array<string>;
  /** An offer of `enrollment.offers`. */
  offerId: string;
};

/** Broad groups of professions. Evaluations are grouped by them, so no group may be small enough to identify a person. */
export type Profession =
  /** Counsellor. */
  | 'COUNSELLOR'
  /** Marriage and family therapist. */
  | 'MARRIAGE_AND_FAMILY_THERAPIST'
  /** Nurse. */
  | 'NURSE'
  /** Another, or none. */
  | 'OTHER'
  /** Pastoral or peer helper. */
  | 'PASTORAL_OR_PEER_HELPER'
  /** Physician, psychiatrists included. */
  | 'PHYSICIAN'
  /** Psychologist. */
  | 'PSYCHOLOGIST'
  /** Psychotherapist. */
  | 'PSYCHOTHERAPIST'
  /** Social worker. */
  | 'SOCIAL_WORKER'
  /** In training. */
  | 'STUDENT';

/** Which license. */
export type RemoveLicenseInput = {
  /** Your license. */
  licenseId: string;
};

/** The entry. */
export type RemoveReportedCertificateInput = {
  /** The entry. */
  id: string;
};

/** Hours that your board requires in a cycle. */
export type RequiredHoursInput = {
  /** The key of a category, such as ethics. Left out or null: the total. */
  category?: string | null | undefined;
  /** The hours, in your board's unit. */
  hours: string;
};

/** Why a certificate was revoked; public. */
export type RevocationReason =
  /** The assessment was not taken honestly. */
  | 'ACADEMIC_DISHONESTY'
  /** For an administrative reason. */
  | 'ADMINISTRATIVE'
  /** It was not earned by the person it names. */
  | 'IDENTITY_FALSE'
  /** It was issued in error. */
  | 'ISSUED_IN_ERROR';

/** The link. */
export type RevokeTranscriptLinkInput = {
  /** The link. */
  linkId: string;
};

/** Whether the sealed PDF exists. */
export type Sealing =
  /** The PDF is sealed. */
  | 'DONE'
  /** No PDF exists: the holder's data was erased before it was made. */
  | 'NONE'
  /** We are making the sealed PDF; ask again in a minute. */
  | 'PENDING';

/** The certificate, and whether to share the name. */
export type ShareCertificateNameInput = {
  /** The certificate. */
  certificateId: string;
  /** True: the public verdict shows your name. False: it does not. */
  shared: boolean;
};

/** How a category relates to the total. */
export type TranscriptCategoryKind =
  /** The categories of this kind add up to the total. */
  | 'DIVIDES'
  /** A mandate: its hours count for it and for the total. */
  | 'OVERLIES';

/** Who says what a cycle requires. */
export type TranscriptRequiredBy =
  /** The board’s file says it. */
  | 'BOARD'
  /** The holder stated it with the license. */
  | 'HOLDER';

/** How a row of a transcript stands. */
export type TranscriptRowStatus =
  /** Ask your board: its file does not decide, so it is outside the total. */
  | 'ASK_YOUR_BOARD'
  /** It counts, by an award that the board accepts. */
  | 'COUNTED'
  /** A record for a log. The body gives no credit. */
  | 'LOGGED'
  /** The board accepts an award of it, but you did not claim that award for this license. */
  | 'NOT_JOINED'
  /** The same course was taken before and counts once. */
  | 'REPEAT'
  /** A certificate of another provider, as stated by the holder. Nobody checked it and it is outside the total. */
  | 'REPORTED'
  /** A specimen, made for a demonstration. It never counts. */
  | 'SPECIMEN';

/** What to change. A field that you leave out does not change. */
export type UpdateLicenseInput = {
  /** The renewal cycle that runs now, as a whole; null clears it. */
  cycle?: LicenseCycleInput | null | undefined;
  /** The last day on which it is valid; null clears it. */
  expiresOn?: string | null | undefined;
  /** What you hold. */
  kind?: LicenseKind | null | undefined;
  /** Your license. */
  licenseId: string;
  /** The name on it; null clears it. */
  nameOnLicense?: string | null | undefined;
  /** Why, in your own words: 3 to 500 characters on one line. The organizations whose certificates are replaced read it in their audit log. It is blanked when you are erased. */
  note?: string | null | undefined;
  /** The number, as the board writes it. */
  number?: string | null | undefined;
  /** Needed to change the number, the name or the kind. Left out: it was renewed. */
  reason?: LicenseChangeReason | null | undefined;
};

/** What to change. A field that you leave out does not change; null clears it. */
export type UpdateProfileInput = {
  /** ISO 3166-1 alpha-2, in capitals. */
  country?: string | null | undefined;
  /** One line of at most 120 characters: the name that your board has on record. */
  legalName?: string | null | undefined;
  /** Your profession. */
  profession?: Profession | null | undefined;
  /** An IANA name. */
  timeZone?: string | null | undefined;
};

export type TranscriptsQueryVariables = Exact<{ [key: string]: never; }>;


export type TranscriptsQuery = { viewer: { id: string, transcript: { totalHours: string, count: number }, licenses: Array<{ __typename: 'License', id: string, profession: string, jurisdiction: string, number: string | null, expiresOn: string | null, board: { name: string, website: string, professions: Array<{ key: string, title: string }> } | null, transcript: { unit: string | null, total: string, required: string | null, requiredBy: TranscriptRequiredBy | null, missing: string | null, askYourBoard: number, categoryNote: string | null, rowCount: number, pdfUrl: string, csvUrl: string, rows: { nodes: Array<{ status: TranscriptRowStatus, words: string, on: string, title: string, organization: string, enrollmentId: string | null, certificateNumber: string | null, category: string, counted: string | null, log: { studyHours: string } | null, awards: Array<{ id: string, joined: boolean }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, board: { name: string, kind: BoardKind } | null, cycle: { startsOn: string, endsOn: string } | null, cycles: Array<{ startsOn: string, endsOn: string }>, categories: Array<{ key: string | null, name: string, kind: TranscriptCategoryKind, earned: string, required: string | null, missing: string | null }>, selfStudy: { earned: string, counted: string, cap: string | null } | null } | null }>, transcriptLinks: { nodes: Array<{ __typename: 'TranscriptLink', id: string, licenseId: string, cycleStartsOn: string | null, rowCount: number, expiresOn: string, createdAt: string, revokedAt: string | null, works: boolean }> }, reportedCertificates: { nodes: Array<{ __typename: 'ReportedCertificate', id: string, title: string, provider: string, earnedOn: string, amount: string, unit: string, category: string | null, note: string | null }>, pageInfo: { hasNextPage: boolean } } } | null };

export type TranscriptOfCycleQueryVariables = Exact<{
  licenseId: string;
  cycleStartsOn?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type TranscriptOfCycleQuery = { viewer: { id: string, creditTranscript: { unit: string | null, total: string, required: string | null, requiredBy: TranscriptRequiredBy | null, missing: string | null, askYourBoard: number, categoryNote: string | null, rowCount: number, pdfUrl: string, csvUrl: string, rows: { nodes: Array<{ status: TranscriptRowStatus, words: string, on: string, title: string, organization: string, enrollmentId: string | null, certificateNumber: string | null, category: string, counted: string | null, log: { studyHours: string } | null, awards: Array<{ id: string, joined: boolean }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, board: { name: string, kind: BoardKind } | null, cycle: { startsOn: string, endsOn: string } | null, cycles: Array<{ startsOn: string, endsOn: string }>, categories: Array<{ key: string | null, name: string, kind: TranscriptCategoryKind, earned: string, required: string | null, missing: string | null }>, selfStudy: { earned: string, counted: string, cap: string | null } | null } | null } | null };

export type TranscriptShownFragment = { unit: string | null, total: string, required: string | null, requiredBy: TranscriptRequiredBy | null, missing: string | null, askYourBoard: number, categoryNote: string | null, rowCount: number, pdfUrl: string, csvUrl: string, board: { name: string, kind: BoardKind } | null, cycle: { startsOn: string, endsOn: string } | null, cycles: Array<{ startsOn: string, endsOn: string }>, categories: Array<{ key: string | null, name: string, kind: TranscriptCategoryKind, earned: string, required: string | null, missing: string | null }>, selfStudy: { earned: string, counted: string, cap: string | null } | null };

export type TranscriptRowsFragment = { nodes: Array<{ status: TranscriptRowStatus, words: string, on: string, title: string, organization: string, enrollmentId: string | null, certificateNumber: string | null, category: string, counted: string | null, log: { studyHours: string } | null, awards: Array<{ id: string, joined: boolean }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type LinkShownFragment = { __typename: 'TranscriptLink', id: string, licenseId: string, cycleStartsOn: string | null, rowCount: number, expiresOn: string, createdAt: string, revokedAt: string | null, works: boolean };

export type ReportedShownFragment = { __typename: 'ReportedCertificate', id: string, title: string, provider: string, earnedOn: string, amount: string, unit: string, category: string | null, note: string | null };

export type ShareTranscriptMutationVariables = Exact<{
  input: CreateTranscriptLinkInput;
}>;


export type ShareTranscriptMutation = { createTranscriptLink:
    | { url: string, link: { __typename: 'TranscriptLink', id: string, licenseId: string, cycleStartsOn: string | null, rowCount: number, expiresOn: string, createdAt: string, revokedAt: string | null, works: boolean } }
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
   | null };

export type StopSharingMutationVariables = Exact<{
  input: RevokeTranscriptLinkInput;
}>;


export type StopSharingMutation = { revokeTranscriptLink:
    | { code: ErrorCode, message: string }
    | { link: { __typename: 'TranscriptLink', id: string, licenseId: string, cycleStartsOn: string | null, rowCount: number, expiresOn: string, createdAt: string, revokedAt: string | null, works: boolean } }
   | null };

export type ReportCertificateMutationVariables = Exact<{
  input: AddReportedCertificateInput;
}>;


export type ReportCertificateMutation = { addReportedCertificate:
    | { certificate: { __typename: 'ReportedCertificate', id: string, title: string, provider: string, earnedOn: string, amount: string, unit: string, category: string | null, note: string | null } }
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
   | null };

export type DropReportedMutationVariables = Exact<{
  input: RemoveReportedCertificateInput;
}>;


export type DropReportedMutation = { removeReportedCertificate:
    | { code: ErrorCode, message: string }
    | { id: string }
   | null };

export type LearnQueryVariables = Exact<{ [key: string]: never; }>;


export type LearnQuery = { viewer: { id: string, enrollments: { nodes: Array<{ __typename: 'Enrollment', id: string, purpose: EnrollmentPurpose, round: number, enrolledAt: string, claimedAt: string | null, withdrawnAt: string | null, certificateNumber: string | null, course: { title: string }, progress: { percent: number, modulesCompleted: number, modulesTotal: number, secondsCounted: number, secondsRequired: number }, nextModule: { id: string, number: number, title: string } | null }> } } | null };

export type WalletCertificateQueryVariables = Exact<{
  number: string;
}>;


export type WalletCertificateQuery = { viewer: { id: string, certificate: { __typename: 'Certificate', id: string, number: string, status: CertificateStatus, specimen: boolean, sealing: Sealing, printedName: string | null, nameShared: boolean, issuedAt: string, verifyUrl: string, credentialUrl: string, courseTitle: string, courseVersion: string, hoursOfStudy: string, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string>, colors: { paper: string, text: string, primary: string, accent: string, line: string }, printed: { organizationEmail: string, passPercent: number | null, timeZone: string }, credits: Array<{ body: string, providerNumber: string | null, amount: string, unit: string, statement: string, countsOn: string }>, revocation: { reason: RevocationReason, at: string } | null, predecessor: { __typename: 'Certificate', id: string, number: string } | null, successor: { __typename: 'Certificate', id: string, number: string } | null } | null } | null };

export type WalletSealingQueryVariables = Exact<{
  number: string;
}>;


export type WalletSealingQuery = { viewer: { id: string, certificate: { __typename: 'Certificate', id: string, sealing: Sealing, status: CertificateStatus } | null } | null };

export type ShowNameMutationVariables = Exact<{
  input: ShareCertificateNameInput;
}>;


export type ShowNameMutation = { shareCertificateName:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { certificate: { __typename: 'Certificate', id: string, nameShared: boolean } }
   | null };

export type ClaimPageQueryVariables = Exact<{
  id: string;
}>;


export type ClaimPageQuery = { viewer: { id: string, licenses: Array<{ __typename: 'License', id: string, profession: string, jurisdiction: string, number: string | null, board: { name: string, professions: Array<{ key: string, title: string }> } | null }> } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment', id: string, purpose: EnrollmentPurpose, withdrawnAt: string | null, certificate: { __typename: 'Certificate', id: string, number: string } | null, blockers: Array<
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
      >, claimPreview: { printedName: string | null, specimen: boolean, courseTitle: string, courseVersion: string, hoursOfStudy: string, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string>, colors: { paper: string, text: string, primary: string, accent: string, line: string } } | null, offers: Array<{ offerId: string, body: string, amountInWords: string | null, needsLicense: boolean, licenseIds: Array<string>, certificate: { __typename: 'Certificate', id: string, number: string } | null, offer: { __typename: 'CreditOffer', id: string, number: string | null, statement: string | null, specimen: boolean }, blockers: Array<
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
        >, notices: Array<
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
        > }> }
    | { __typename: 'Intensive' }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration' }
    | { __typename: 'TaxChoice' }
   | null };

type CardFacts_Certificate_Fragment = { courseTitle: string, courseVersion: string, hoursOfStudy: string, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string> };

type CardFacts_CertificateVerdict_Fragment = { courseTitle: string | null, courseVersion: string | null, hoursOfStudy: string | null, completedOn: string | null, expiresOn: string | null, organization: string | null, statements: Array<string> };

type CardFacts_ClaimPreview_Fragment = { courseTitle: string, courseVersion: string, hoursOfStudy: string, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string> };

type CardFacts_IssuedCertificate_Fragment = { courseTitle: string, courseVersion: string, hoursOfStudy: string, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string> };

type CardFacts_TranscriptEntry_Fragment = { courseTitle: string, courseVersion: string, hoursOfStudy: string, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string> };

export type CardFactsFragment =
  | CardFacts_Certificate_Fragment
  | CardFacts_CertificateVerdict_Fragment
  | CardFacts_ClaimPreview_Fragment
  | CardFacts_IssuedCertificate_Fragment
  | CardFacts_TranscriptEntry_Fragment
;

export type CardColorsFragment = { paper: string, text: string, primary: string, accent: string, line: string };

export type ChangePrintedNameMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type ChangePrintedNameMutation = { updateProfile:
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string, characters: Array<string> }
    | { code: ErrorCode, message: string }
    | { viewer: { id: string } }
   | null };

export type ClaimCertificatesMutationVariables = Exact<{
  input: ClaimCreditInput;
}>;


export type ClaimCertificatesMutation = { claimCredit:
    | { code: ErrorCode, message: string, blockers: Array<
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
      > }
    | { certificate: { __typename: 'Certificate', id: string, number: string }, awards: Array<{ offerId: string, certificate: { __typename: 'Certificate', id: string, number: string, credits: Array<{ body: string, amount: string, unit: string }> } }> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, characters: Array<string> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, refused: Array<{ offerId: string, blockers: Array<
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
        > }> }
   | null };

export type WalletQueryVariables = Exact<{ [key: string]: never; }>;


export type WalletQuery = { viewer: { id: string, certificates: { totalCount: number, nodes: Array<{ __typename: 'Certificate', id: string, number: string, status: CertificateStatus, specimen: boolean, sealing: Sealing, courseTitle: string, hoursOfStudy: string, completedOn: string, organization: string, credits: Array<{ body: string, amount: string, unit: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type WalletFoundQueryVariables = Exact<{
  filter: CertificateFilter;
  after?: string | null | undefined;
}>;


export type WalletFoundQuery = { viewer: { id: string, certificates: { totalCount: number, nodes: Array<{ __typename: 'Certificate', id: string, number: string, status: CertificateStatus, specimen: boolean, sealing: Sealing, courseTitle: string, hoursOfStudy: string, completedOn: string, organization: string, credits: Array<{ body: string, amount: string, unit: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type WalletPageFragment = { totalCount: number, nodes: Array<{ __typename: 'Certificate', id: string, number: string, status: CertificateStatus, specimen: boolean, sealing: Sealing, courseTitle: string, hoursOfStudy: string, completedOn: string, organization: string, credits: Array<{ body: string, amount: string, unit: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type LicenseListQueryVariables = Exact<{ [key: string]: never; }>;


export type LicenseListQuery = { viewer: { id: string, profile: { legalName: string | null }, licenses: Array<{ __typename: 'License', id: string, kind: LicenseKind, profession: string, jurisdiction: string, number: string | null, nameOnLicense: string | null, expiresOn: string | null, checkedBy: LicenseCheck, checkedOn: string | null, cycle: { startsOn: string, endsOn: string, required: Array<{ category: string | null, hours: string }> } | null, board: { name: string, website: string, kind: BoardKind, professions: Array<{ key: string, title: string }> } | null }> } | null, boards: Array<{ key: string, name: string, jurisdiction: string, website: string, kind: BoardKind, professions: Array<{ key: string, title: string }> }> };

export type LicenseShownFragment = { __typename: 'License', id: string, kind: LicenseKind, profession: string, jurisdiction: string, number: string | null, nameOnLicense: string | null, expiresOn: string | null, checkedBy: LicenseCheck, checkedOn: string | null, cycle: { startsOn: string, endsOn: string, required: Array<{ category: string | null, hours: string }> } | null, board: { name: string, website: string, kind: BoardKind, professions: Array<{ key: string, title: string }> } | null };

export type HoldLicenseMutationVariables = Exact<{
  input: AddLicenseInput;
}>;


export type HoldLicenseMutation = { addLicense:
    | { license: { __typename: 'License', id: string, kind: LicenseKind, profession: string, jurisdiction: string, number: string | null, nameOnLicense: string | null, expiresOn: string | null, checkedBy: LicenseCheck, checkedOn: string | null, cycle: { startsOn: string, endsOn: string, required: Array<{ category: string | null, hours: string }> } | null, board: { name: string, website: string, kind: BoardKind, professions: Array<{ key: string, title: string }> } | null } }
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   | null };

export type ChangeLicenseMutationVariables = Exact<{
  input: UpdateLicenseInput;
}>;


export type ChangeLicenseMutation = { updateLicense:
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { license: { __typename: 'License', id: string, kind: LicenseKind, profession: string, jurisdiction: string, number: string | null, nameOnLicense: string | null, expiresOn: string | null, checkedBy: LicenseCheck, checkedOn: string | null, cycle: { startsOn: string, endsOn: string, required: Array<{ category: string | null, hours: string }> } | null, board: { name: string, website: string, kind: BoardKind, professions: Array<{ key: string, title: string }> } | null }, replacements: Array<{ certificate: { __typename: 'Certificate', id: string, number: string }, replaced: { __typename: 'Certificate', id: string, number: string } }> }
   | null };

export type DropLicenseMutationVariables = Exact<{
  input: RemoveLicenseInput;
}>;


export type DropLicenseMutation = { removeLicense:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { license: { __typename: 'License', id: string, removedAt: string | null } }
   | null };

export const Transcripts: Asked<TranscriptsQuery, TranscriptsQueryVariables> = {
  name: 'Transcripts',
  hash: '9f9bceb2694383e023d1701462564670511b1c876bb168832e30629a72cdc888',
};
export const TranscriptOfCycle: Asked<TranscriptOfCycleQuery, TranscriptOfCycleQueryVariables> = {
  name: 'TranscriptOfCycle',
  hash: 'bbab213ad6ca45350f8f8f5c8fd77a4aeb00ed2ac384d8727d46fc47d0e4fba1',
};
export const ShareTranscript: Asked<ShareTranscriptMutation, ShareTranscriptMutationVariables> = {
  name: 'ShareTranscript',
  hash: 'a76df38926c6ad4b340f11ed987fcd5b8211eea68ced693a7cacc2d18a74bb40',
};
export const StopSharing: Asked<StopSharingMutation, StopSharingMutationVariables> = {
  name: 'StopSharing',
  hash: '64ca52f07a6c906f0abdf2411f5e25fab0c6b07abe55dfbd93eac16343e6e04c',
};
export const ReportCertificate: Asked<ReportCertificateMutation, ReportCertificateMutationVariables> = {
  name: 'ReportCertificate',
  hash: '78280b73ee961542cec5c3c722d77522f5e67df8c17c2a672fbd1fed3b7c03b9',
};
export const DropReported: Asked<DropReportedMutation, DropReportedMutationVariables> = {
  name: 'DropReported',
  hash: 'e5262536ccfda04f92d801d8cbcf66633b3f089d1e5433a21977308519e93a14',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: 'b4d9c70c365dedc4cd6220071ba3e42390ecfdc559b9209fa1d0d61dd3405e33',
};
export const WalletCertificate: Asked<WalletCertificateQuery, WalletCertificateQueryVariables> = {
  name: 'WalletCertificate',
  hash: 'b79882ca4153df048381a442105ba1ab6feb84ec8f20ec5625fba33753537f92',
};
export const WalletSealing: Asked<WalletSealingQuery, WalletSealingQueryVariables> = {
  name: 'WalletSealing',
  hash: '43da484671d26ed2a88541d1dc217f077de88ce50de969ebf006cf60427cbe51',
};
export const ShowName: Asked<ShowNameMutation, ShowNameMutationVariables> = {
  name: 'ShowName',
  hash: '12b6acef765b72632c5efce13327255dcffa39238eee9ec218fda4d7e6c0738d',
};
export const ClaimPage: Asked<ClaimPageQuery, ClaimPageQueryVariables> = {
  name: 'ClaimPage',
  hash: '5ae16eb298139929818d5dbc0af6e37a1f4b464a465b24591f7272e844559daf',
};
export const ChangePrintedName: Asked<ChangePrintedNameMutation, ChangePrintedNameMutationVariables> = {
  name: 'ChangePrintedName',
  hash: '89a4248ef0c83f039aaf0810c8742f1835bec5ae6e06b5080307d926e28eee24',
};
export const ClaimCertificates: Asked<ClaimCertificatesMutation, ClaimCertificatesMutationVariables> = {
  name: 'ClaimCertificates',
  hash: '0c6a7c16a78d9c4c82c03c54ea9a361c2e8ec60b5d97cec70c17fa04cd1f4696',
};
export const Wallet: Asked<WalletQuery, WalletQueryVariables> = {
  name: 'Wallet',
  hash: '6faabbb2efcd775ff5d4f3f3b8766f03268c9f1c3359f5f982c0622c13402b43',
};
export const WalletFound: Asked<WalletFoundQuery, WalletFoundQueryVariables> = {
  name: 'WalletFound',
  hash: 'b9097c3e72d6659e40ee205488352c45f121d89ccd3780e73e0b278bf2eb8cad',
};
export const LicenseList: Asked<LicenseListQuery, LicenseListQueryVariables> = {
  name: 'LicenseList',
  hash: '36e8b13aaad7dac3d2a3be17cb83b4a0b0a38c8d7f7bee41b9128425ff9ad039',
};
export const HoldLicense: Asked<HoldLicenseMutation, HoldLicenseMutationVariables> = {
  name: 'HoldLicense',
  hash: '14f70e463f04f9cffc214e52c2c79c8cd2a8bf3fb4204e8627c0a5a1e1b04f3d',
};
export const ChangeLicense: Asked<ChangeLicenseMutation, ChangeLicenseMutationVariables> = {
  name: 'ChangeLicense',
  hash: '7d125185d57a6b7f567c4846cc434631caf55051d4ae6ec958eb99bea45a9a6f',
};
export const DropLicense: Asked<DropLicenseMutation, DropLicenseMutationVariables> = {
  name: 'DropLicense',
  hash: 'cbb9935059b69ac8a8b94b675c86018cc42f83fe3056fae9be345a597e556545',
};
