// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../ask.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** What you agree to. */
export type AgreeToTextsInput = {
  /** The texts, each once. */
  texts: Array<AgreedTextInput>;
};

/** A text that you read. */
export type AgreedTextInput = {
  /** Which text. */
  kind: AgreementKind;
  /** The version that you read. */
  version: string;
};

/** What a person agrees to. */
export type AgreementKind =
  /** The privacy notice. Nobody goes on without it. */
  | 'PRIVACY'
  /** The terms of use. Nobody goes on without them. */
  | 'TERMS'
  /** Consent to keep what one writes about therapy, health and relationships. It may be refused, and taken back. */
  | 'THERAPY_DATA';

/** Which request. */
export type CancelErasureInput = {
  /** When you made the request, as `viewer.erasure` says. */
  requestedAt: string;
};

/** Which recovery. */
export type CancelRecoveryInput = {
  /** When it was started, as `viewer.recovery` says. */
  startedAt: string;
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

/** What a person says they have lost. */
export type RecoveryLoss =
  /** The mailbox of the account. Once the recovery opens, the address can be changed without a code from the old one. */
  | 'MAILBOX'
  /** Every passkey of an account that requires one. Once the recovery opens, a mail code signs in once. */
  | 'PASSKEY';

/** Confirms the request. */
export type RequestErasureInput = {
  /** The address you sign in with, typed again. */
  confirmation: string;
};

/** On or off. */
export type RequirePasskeyInput = {
  /** Whether a passkey is required from now on. */
  on: boolean;
};

/** What is lost. */
export type StartRecoveryInput = {
  /** MAILBOX. A lost passkey needs a mail code. */
  lost: RecoveryLoss;
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

/** What you take back. */
export type WithdrawAgreementInput = {
  /** THERAPY_DATA. */
  kind: AgreementKind;
};

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { __typename: 'Viewer', id: string, email: string, profile: { legalName: string | null, country: string | null, timeZone: string | null, profession: Profession | null }, session: { expiresAt: string, idleEndsAt: string } | null, signInPolicy: { passkeyRequired: boolean, passkeys: number, warning: string | null }, recovery: { lost: RecoveryLoss, startedAt: string, opensAt: string } | null, erasure: { requestedAt: string, dueAt: string, carriedOutAt: string | null, notice: string, heldBy: Array<{ certificateNumber: string, organization: string, until: string }>, heldOrders: Array<{ orderId: string, organization: string, until: string }> } | null, agreements: Array<{ kind: AgreementKind, version: string | null, agreedAt: string | null, withdrawnAt: string | null, needed: boolean, text: { version: string, effectiveOn: string, title: string, text: string } }> } | null };

export type MeSaveProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type MeSaveProfileMutation = { updateProfile:
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { viewer: { __typename: 'Viewer', id: string, profile: { legalName: string | null, country: string | null, timeZone: string | null, profession: Profession | null } } }
   | null };

export type MeRequirePasskeyMutationVariables = Exact<{
  input: RequirePasskeyInput;
}>;


export type MeRequirePasskeyMutation = { requirePasskey:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | Record<PropertyKey, never>
   | null };

export type MeStartRecoveryMutationVariables = Exact<{
  input: StartRecoveryInput;
}>;


export type MeStartRecoveryMutation = { startRecovery:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | Record<PropertyKey, never>
   | null };

export type MeCancelRecoveryMutationVariables = Exact<{
  input: CancelRecoveryInput;
}>;


export type MeCancelRecoveryMutation = { cancelRecovery:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | Record<PropertyKey, never>
   | null };

export type LearnQueryVariables = Exact<{ [key: string]: never; }>;


export type LearnQuery = { viewer: { id: string, enrollments: { nodes: Array<{ __typename: 'Enrollment', id: string, purpose: EnrollmentPurpose, round: number, enrolledAt: string, claimedAt: string | null, withdrawnAt: string | null, certificateNumber: string | null, course: { title: string }, progress: { percent: number, modulesCompleted: number, modulesTotal: number, secondsCounted: number, secondsRequired: number }, nextModule: { id: string, number: number, title: string } | null }> } } | null };

export type ErasureFactsFragment = { requestedAt: string, dueAt: string, carriedOutAt: string | null, notice: string, heldBy: Array<{ certificateNumber: string, organization: string, until: string }>, heldOrders: Array<{ orderId: string, organization: string, until: string }> };

export type AgreementFactsFragment = { kind: AgreementKind, version: string | null, agreedAt: string | null, withdrawnAt: string | null, needed: boolean, text: { version: string, effectiveOn: string, title: string, text: string } };

export type WelcomeQueryVariables = Exact<{ [key: string]: never; }>;


export type WelcomeQuery = { viewer: { __typename: 'Viewer', id: string, agreements: Array<{ kind: AgreementKind, version: string | null, agreedAt: string | null, withdrawnAt: string | null, needed: boolean, text: { version: string, effectiveOn: string, title: string, text: string } }> } | null };

export type PrivacyAgreeMutationVariables = Exact<{
  input: AgreeToTextsInput;
}>;


export type PrivacyAgreeMutation = { agreeToTexts:
    | { viewer: { __typename: 'Viewer', id: string, agreements: Array<{ kind: AgreementKind, version: string | null, agreedAt: string | null, withdrawnAt: string | null, needed: boolean, text: { version: string, effectiveOn: string, title: string, text: string } }> } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   | null };

export type PrivacyWithdrawMutationVariables = Exact<{
  input: WithdrawAgreementInput;
}>;


export type PrivacyWithdrawMutation = { withdrawAgreement:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { viewer: { __typename: 'Viewer', id: string, agreements: Array<{ kind: AgreementKind, version: string | null, agreedAt: string | null, withdrawnAt: string | null, needed: boolean, text: { version: string, effectiveOn: string, title: string, text: string } }> } }
   | null };

export type PrivacyEraseMutationVariables = Exact<{
  input: RequestErasureInput;
}>;


export type PrivacyEraseMutation = { requestErasure:
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { erasure: { requestedAt: string, dueAt: string, carriedOutAt: string | null, notice: string, heldBy: Array<{ certificateNumber: string, organization: string, until: string }>, heldOrders: Array<{ orderId: string, organization: string, until: string }> } }
   | null };

export type PrivacyKeepMutationVariables = Exact<{
  input: CancelErasureInput;
}>;


export type PrivacyKeepMutation = { cancelErasure:
    | { viewer: { __typename: 'Viewer', id: string, erasure: { requestedAt: string, dueAt: string, carriedOutAt: string | null, notice: string, heldBy: Array<{ certificateNumber: string, organization: string, until: string }>, heldOrders: Array<{ orderId: string, organization: string, until: string }> } | null } }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
   | null };

export const Me: Asked<MeQuery, MeQueryVariables> = {
  name: 'Me',
  hash: 'a7ccbfe6adf4f60ef7980898d5fc434915b8b8ce667f5a774e5571573372331e',
};
export const MeSaveProfile: Asked<MeSaveProfileMutation, MeSaveProfileMutationVariables> = {
  name: 'MeSaveProfile',
  hash: '173b7f8662920c55347ffd63f5d87e85a99a8a61bf354dd4046d3445d43e9fd3',
};
export const MeRequirePasskey: Asked<MeRequirePasskeyMutation, MeRequirePasskeyMutationVariables> = {
  name: 'MeRequirePasskey',
  hash: 'c19cdb8bde15012bd36a15b9ed23f7931cd0156703035b2c3703d4b295396118',
};
export const MeStartRecovery: Asked<MeStartRecoveryMutation, MeStartRecoveryMutationVariables> = {
  name: 'MeStartRecovery',
  hash: 'e56f8cbe551169af766764b4685a06fc494d9d9d6efd90732942b622e9dd2484',
};
export const MeCancelRecovery: Asked<MeCancelRecoveryMutation, MeCancelRecoveryMutationVariables> = {
  name: 'MeCancelRecovery',
  hash: '9454712a1370c0b14ca71c9add9459b3423b5150435931dfa387e3fe52b3ef57',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: 'b4d9c70c365dedc4cd6220071ba3e42390ecfdc559b9209fa1d0d61dd3405e33',
};
export const Welcome: Asked<WelcomeQuery, WelcomeQueryVariables> = {
  name: 'Welcome',
  hash: '4ef9fcae2a0fa5b025909172dca535a979deff5e1f14fa9f6fed65fef689d1c9',
};
export const PrivacyAgree: Asked<PrivacyAgreeMutation, PrivacyAgreeMutationVariables> = {
  name: 'PrivacyAgree',
  hash: 'ea1bc2e4d855cdf891513dbf3833655fbd6bb900b1ac7e6f858ac20d78bbe2e4',
};
export const PrivacyWithdraw: Asked<PrivacyWithdrawMutation, PrivacyWithdrawMutationVariables> = {
  name: 'PrivacyWithdraw',
  hash: '0f75f3476d876a9e6af49d0c970f615481b72d9ace1bb9d89dcb253a516fbaef',
};
export const PrivacyErase: Asked<PrivacyEraseMutation, PrivacyEraseMutationVariables> = {
  name: 'PrivacyErase',
  hash: '8aadaa45fc408287d6eaad1f11da7be26c6cff5e6920debe6b11c1f96216b619',
};
export const PrivacyKeep: Asked<PrivacyKeepMutation, PrivacyKeepMutationVariables> = {
  name: 'PrivacyKeep',
  hash: '9e247ec5f7f776930809ca1a04b2e5f23018e7614759bf9ea788a1fc8df48101',
};
