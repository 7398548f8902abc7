// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../ask.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
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

/** Which module. */
export type CompleteModuleInput = {
  /** Your enrollment. */
  enrollmentId: string;
  /** The module, as the enrollment or the course shows it. */
  moduleId: string;
};

/** How a course is delivered. */
export type CourseFormat =
  /** Live, in a room. */
  | 'LIVE_IN_PERSON'
  /** Live, online. */
  | 'LIVE_ONLINE'
  /** Learners read in their own time. */
  | 'SELF_PACED_READING'
  /** Learners watch videos in their own time. */
  | 'SELF_PACED_VIDEO';

/** The course, and what you accepted. */
export type EnrollInput = {
  /** The `hash` of `course.disclosures`, after showing them. */
  acceptedDisclosuresHash: string;
  /** True: I am 18 or older. */
  adult: boolean;
  /** The course, as the catalog or an earlier enrollment shows it. */
  courseId: string;
  /** Why you take the course. */
  purpose: EnrollmentPurpose;
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

/** What a reader does. */
export type ModuleActivity =
  /** The reader is still reading. Send one every 20 seconds. */
  | 'BEAT'
  /** Opens the module: a counted session begins, and your other session ends. */
  | 'START'
  /** Leaves the module. */
  | 'STOP';

/** How a module is studied. */
export type ModuleKind =
  /** A text to read. */
  | 'READING'
  /** A private writing prompt. */
  | 'REFLECTION'
  /** A video with its transcript. */
  | 'VIDEO';

/** What a quiz is for. */
export type QuizKind =
  /** After a module. */
  | 'MODULE_CHECK'
  /** After all modules; the certificate requires a pass. */
  | 'POST_TEST'
  /** Before the course; it cannot be failed. */
  | 'PRE_TEST';

/** The reader’s action and position in the module. */
export type RecordModuleActivityInput = {
  /** What the reader does. */
  activity: ModuleActivity;
  /** Your enrollment. */
  enrollmentId: string;
  /** The module, as the enrollment or the course shows it. */
  moduleId: string;
  /** The position in the module, in thousandths. Only the furthest one counts. */
  positionPermille: number;
  /** The session that START gave; needed for BEAT and STOP. */
  studySessionId?: string | null | undefined;
};

/** How a registration stands. */
export type RegistrationState =
  /** Applied. It takes no seat and costs nothing. */
  | 'APPLIED'
  /** A seat is kept until money that is on its way arrives, or until an invoice is due. */
  | 'AWAITING_PAYMENT'
  /** It was canceled. */
  | 'CANCELLED'
  /** The person has a seat. */
  | 'CONFIRMED'
  /** The application was not accepted. */
  | 'DECLINED'
  /** A seat is kept while it is being paid. */
  | 'HELD'
  /** The time for which a seat was kept ended. */
  | 'LAPSED'
  /** A seat is kept until the offer ends. */
  | 'OFFERED'
  /** The place went to another person, or moved to another date. */
  | 'TRANSFERRED';

/** Your private writing on a module. */
export type SaveReflectionInput = {
  /** The `reflectionVersion` or `version` that you saw. Left out, the save succeeds only while nothing is written. */
  basedOnVersion?: number | null | undefined;
  /** Your enrollment. */
  enrollmentId: string;
  /** The module, as the enrollment or the course shows it. */
  moduleId: string;
  /** At most 20000 characters. An empty text deletes it. */
  text: string;
};

/** Why a study session ended. */
export type StudySessionEnd =
  /** No beat arrived for too long, so the session ended at the last beat. */
  | 'IDLE'
  /** Another tab or device began a session. */
  | 'REPLACED'
  /** The reader left. */
  | 'STOPPED';

/** Which enrollment. */
export type WithdrawEnrollmentInput = {
  /** Your enrollment. */
  enrollmentId: string;
};

export type EnrollPageQueryVariables = Exact<{
  slug: string;
}>;


export type EnrollPageQuery = { viewer: { id: string } | null, course: { __typename: 'Course', id: string, slug: string, title: string, hoursOfStudy: string, minimumAge: number, retiredAt: string | null, format: CourseFormat, approvalStatus: string, viewerEnrollment: { id: string, purpose: EnrollmentPurpose } | null, quizzes: Array<{ kind: QuizKind, draw: number, passPercent: number, attempts: number | null }>, disclosures: { hash: string, items: Array<{ key: string, title: string, text: string }> } } | null };

export type EnrollMutationVariables = Exact<{
  input: EnrollInput;
}>;


export type EnrollMutation = { enroll:
    | { __typename: 'AlreadyEnrolledError', enrollmentId: string, purpose: EnrollmentPurpose, code: ErrorCode, message: string }
    | { __typename: 'CourseIsLiveError', code: ErrorCode, message: string }
    | { __typename: 'CourseRetiredError', code: ErrorCode, message: string }
    | { __typename: 'DisclosuresChangedError', code: ErrorCode, message: string }
    | { __typename: 'EnrollPayload', enrollment: { id: string } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NoHoursError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
   | null };

export type LearnQueryVariables = Exact<{ [key: string]: never; }>;


export type LearnQuery = { viewer: { id: string, serverTime: string, openAttempts: Array<{ __typename: 'QuizAttempt', id: string, dueAt: string | null, quiz: { __typename: 'Quiz', id: string, title: string }, enrollment: { __typename: 'Enrollment', id: string, course: { title: string } } }>, enrollments: { nodes: Array<{ __typename: 'Enrollment', id: string, purpose: EnrollmentPurpose, round: number, enrolledAt: string, claimedAt: string | null, withdrawnAt: string | null, certificateNumber: string | null, course: { title: string }, progress: { modulesCompleted: number, modulesTotal: number, secondsCounted: number, secondsRequired: number }, nextModule: { __typename: 'EnrolledModule', id: string, number: number, title: string, secondsCounted: number, secondsRequired: number, furthestPermille: number } | null }> }, certificates: { nodes: Array<{ __typename: 'Certificate', id: string, number: string, courseTitle: string, completedOn: string, hoursOfStudy: string, status: CertificateStatus }> }, registrations: { nodes: Array<{ __typename: 'Registration', id: string, state: RegistrationState, intensive: { id: string, title: string } }> } } | null };

export type ModulePageQueryVariables = Exact<{
  id: string;
  number: number;
}>;


export type ModulePageQuery = { viewer: { id: string, serverTime: string, profile: { country: string | null }, studySession: { id: string, lastBeatAt: string, module: { id: string } } | null } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', claimedAt: string | null, withdrawnAt: string | null, contentDoneAt: string | null, purpose: EnrollmentPurpose, id: string, course: { title: string, organization: { accommodationContact: string }, safetyNotices: Array<{ country: string, title: string, text: string, phone: string | null, url: string | null, checkedOn: string }> }, modules: Array<{ __typename: 'EnrolledModule', id: string, number: number, title: string, completedAt: string | null, secondsCounted: number, secondsRequired: number }>, module: { __typename: 'EnrolledModule', id: string, number: number, kind: ModuleKind, title: string, secondsCounted: number, secondsRequired: number, furthestPermille: number, checkPassedAt: string | null, hasCheck: boolean, completedAt: string | null, reflection: string | null, reflectionVersion: number, objectives: Array<{ key: string, text: string }>, text: { body: string, videoUrl: string | null, transcript: string | null, reflectionPrompt: string | null }, errata: Array<{ key: string, publishedOn: string, text: string }>, blockers: Array<
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { quizId: string, code: BlockerCode, message: string }
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
        > } | null }
    | { __typename: 'Intensive', id: string }
    | { __typename: 'License', id: string }
    | { __typename: 'Module', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Quiz', id: string }
    | { __typename: 'QuizAttempt', id: string }
    | { __typename: 'Registration', id: string }
    | { __typename: 'TaxChoice', id: string }
   | null };

type ToDo_ApprovalNotInForceBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_AttemptsUsedBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_AttestationBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_AttestationNameBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_CheckNotPassedBlocker_Fragment = { quizId: string, code: BlockerCode, message: string };

type ToDo_ClaimDeadlineBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_CompletionRevokedBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_DailyLimitBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_EvaluationBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_EvaluationDeadlineBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_LicenseExpiredBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_LicenseMissingBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_LicenseProfessionBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_ModuleIncompleteBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_NameBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_NotReadToEndBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_OfferNotOpenBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_OfferWithdrawnBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_PostTestBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_RepeatCreditBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_TimeShortBlocker_Fragment = { code: BlockerCode, message: string };

export type ToDoFragment =
  | ToDo_ApprovalNotInForceBlocker_Fragment
  | ToDo_AttemptsUsedBlocker_Fragment
  | ToDo_AttestationBlocker_Fragment
  | ToDo_AttestationNameBlocker_Fragment
  | ToDo_CheckNotPassedBlocker_Fragment
  | ToDo_ClaimDeadlineBlocker_Fragment
  | ToDo_CompletionRevokedBlocker_Fragment
  | ToDo_DailyLimitBlocker_Fragment
  | ToDo_EvaluationBlocker_Fragment
  | ToDo_EvaluationDeadlineBlocker_Fragment
  | ToDo_LicenseExpiredBlocker_Fragment
  | ToDo_LicenseMissingBlocker_Fragment
  | ToDo_LicenseProfessionBlocker_Fragment
  | ToDo_ModuleIncompleteBlocker_Fragment
  | ToDo_NameBlocker_Fragment
  | ToDo_NotReadToEndBlocker_Fragment
  | ToDo_OfferNotOpenBlocker_Fragment
  | ToDo_OfferWithdrawnBlocker_Fragment
  | ToDo_PostTestBlocker_Fragment
  | ToDo_RepeatCreditBlocker_Fragment
  | ToDo_TimeShortBlocker_Fragment
;

export type RecordActivityMutationVariables = Exact<{
  input: RecordModuleActivityInput;
}>;


export type RecordActivityMutation = { recordModuleActivity:
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', retryAt: string, code: ErrorCode, message: string }
    | { __typename: 'RecordModuleActivityPayload', beatEverySeconds: number, studySession: { id: string, endReason: StudySessionEnd | null }, module: { __typename: 'EnrolledModule', id: string, secondsCounted: number, secondsRequired: number, furthestPermille: number, completedAt: string | null, checkPassedAt: string | null, blockers: Array<
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
          | { quizId: string, code: BlockerCode, message: string }
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
        > } | null }
   | null };

export type FinishModuleMutationVariables = Exact<{
  input: CompleteModuleInput;
}>;


export type FinishModuleMutation = { completeModule:
    | { __typename: 'BlockedError', code: ErrorCode, message: string, blockers: Array<
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { quizId: string, code: BlockerCode, message: string }
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
    | { __typename: 'CompleteModulePayload', enrollment: { __typename: 'Enrollment', id: string, contentDoneAt: string | null, modules: Array<{ __typename: 'EnrolledModule', id: string, completedAt: string | null, blockers: Array<
            | { code: BlockerCode, message: string }
            | { code: BlockerCode, message: string }
            | { code: BlockerCode, message: string }
            | { code: BlockerCode, message: string }
            | { quizId: string, code: BlockerCode, message: string }
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
          > }> } }
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   | null };

export type KeepReflectionMutationVariables = Exact<{
  input: SaveReflectionInput;
}>;


export type KeepReflectionMutation = { saveReflection:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReflectionChangedError', version: number, text: string, code: ErrorCode, message: string }
    | { __typename: 'SaveReflectionPayload', reflection: { text: string, version: number } }
   | null };

export type RoundQueryVariables = Exact<{
  id: string;
}>;


export type RoundQuery = { viewer: { id: string, serverTime: string, profile: { country: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', purpose: EnrollmentPurpose, round: number, specimen: boolean, enrolledAt: string, claimedAt: string | null, withdrawnAt: string | null, contentDoneAt: string | null, passedAt: string | null, evaluatedAt: string | null, attestedAt: string | null, certificateNumber: string | null, id: string, course: { slug: string, title: string, version: string, newerVersion: string | null, approvalStatus: string, hoursOfStudy: string, organization: { legalName: string, accommodationContact: string }, safetyNotices: Array<{ country: string, title: string, text: string, phone: string | null, url: string | null, checkedOn: string }> }, progress: { modulesCompleted: number, modulesTotal: number, secondsCounted: number, secondsRequired: number }, nextModule: { id: string, number: number } | null, modules: Array<{ __typename: 'EnrolledModule', id: string, number: number, title: string, completedAt: string | null, secondsCounted: number, secondsRequired: number }>, blockers: Array<
        | { code: BlockerCode, message: string }
        | { quizId: string, code: BlockerCode, message: string }
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
        | { legalName: string | null, code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { quizId: string, attemptsLeft: number | null, retryAt: string | null, passPercent: number | null, bestScorePercent: number | null, code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
      > }
    | { __typename: 'Intensive', id: string }
    | { __typename: 'License', id: string }
    | { __typename: 'Module', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Quiz', id: string }
    | { __typename: 'QuizAttempt', id: string }
    | { __typename: 'Registration', id: string }
    | { __typename: 'TaxChoice', id: string }
   | null };

export type WithdrawMutationVariables = Exact<{
  input: WithdrawEnrollmentInput;
}>;


export type WithdrawMutation = { withdrawEnrollment:
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'WithdrawEnrollmentPayload', enrollment: { __typename: 'Enrollment', id: string, withdrawnAt: string | null } }
   | null };

export const EnrollPage: Asked<EnrollPageQuery, EnrollPageQueryVariables> = {
  name: 'EnrollPage',
  hash: 'dae706c124bb7546f1b8b3840c3bbcef0cb84567f830e83c88cc21bc364165e4',
};
export const Enroll: Asked<EnrollMutation, EnrollMutationVariables> = {
  name: 'Enroll',
  hash: 'c6897b8d47c856dc381dd929b94191919fbc581c9be4a3e890f8f1bd68202ed2',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: '06ce7627a1682d9c139943e9d01b9d3443ffb3ac5491ed8c0ecb03560c7744cd',
};
export const ModulePage: Asked<ModulePageQuery, ModulePageQueryVariables> = {
  name: 'ModulePage',
  hash: '08dbf4d08b61b990375437e661ccfc12c87a27d9599e8c530d851b4467a0984c',
};
export const RecordActivity: Asked<RecordActivityMutation, RecordActivityMutationVariables> = {
  name: 'RecordActivity',
  hash: '2f82706d7c99605a9c5fe8d167f01e2507ed713b108e9f764b105644b6af8986',
};
export const FinishModule: Asked<FinishModuleMutation, FinishModuleMutationVariables> = {
  name: 'FinishModule',
  hash: '9cb23d3e7a0feed9c364ffe46658205815feeda620310dcbaffd421eed890fb9',
};
export const KeepReflection: Asked<KeepReflectionMutation, KeepReflectionMutationVariables> = {
  name: 'KeepReflection',
  hash: '78f50c6cd8afe4b8c51d3a0274db60b2129933c41f87e229facc7a4341f10e6a',
};
export const Round: Asked<RoundQuery, RoundQueryVariables> = {
  name: 'Round',
  hash: 'a0ae9bc4efa084558c4d5ca35f7803d3984ecd7ba89e7732fe602072b8d32799',
};
export const Withdraw: Asked<WithdrawMutation, WithdrawMutationVariables> = {
  name: 'Withdraw',
  hash: '0ea1e3aa9b66169e0924c000a4283b9576b8a910e2df07d758550607cb5bdc43',
};
