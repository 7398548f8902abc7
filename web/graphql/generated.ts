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
  /** Some questions have no answer yet; nothing was changed and the attempt stays open. */
  | 'QUIZ_INCOMPLETE'
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

/** One answer. Give exactly one of scale, choice and text. */
export type EvaluationAnswerInput = {
  /** One of the options, word for word. */
  choice?: string | null | undefined;
  /** The key of the item. */
  itemKey: string;
  /** 1 for the first step. */
  scale?: number | null | undefined;
  /** Your own words, at most 4000 characters. Do not name people. */
  text?: string | null | undefined;
};

/** What an item of an evaluation speaks of. */
export type EvaluationItemGroup =
  /** The course as a whole. */
  | 'COURSE'
  /** One objective of the course. */
  | 'OBJECTIVE'
  /** One author or presenter. */
  | 'PRESENTER';

/** How an item is answered. */
export type EvaluationItemKind =
  /** With `choice`: one of `options`. */
  | 'CHOICE'
  /** With `scale`: 1 for the first of `options`, 2 for the second, and so on. */
  | 'SCALE'
  /** With `text`, in your own words. */
  | 'TEXT';

/** An answer to one question. */
export type QuestionAnswerInput = {
  /** Your answer. Null, written out, takes back the one saved before. */
  answer?: QuizAnswerInput | null | undefined;
  /** A question of the attempt. */
  questionId: string;
};

/** How a question is answered. */
export type QuestionType =
  /** Give each of `lefts` its partner among `rights`. */
  | 'MATCHING'
  /** Choose every option that applies. The question does not say how many do. */
  | 'MULTIPLE'
  /** Put all options in order. */
  | 'ORDERING'
  /** Choose one option. */
  | 'SINGLE'
  /** Choose true or false. */
  | 'TRUE_FALSE';

/** An answer: exactly one of the three fields, by the type of the question. An empty list takes the saved answer back. */
export type QuizAnswerInput = {
  /** For SINGLE and TRUE_FALSE one id, for MULTIPLE one or more. */
  optionIds?: Array<string> | null | undefined;
  /** For ORDERING, every option once, first to last. */
  orderedIds?: Array<string> | null | undefined;
  /** For MATCHING, each left side at most once. */
  pairs?: Array<QuizPairInput> | null | undefined;
};

/** Why no attempt can begin now; the codes of the errors of `startQuizAttempt`. */
export type QuizBlockCode =
  /** Every attempt is used. */
  | 'ATTEMPTS_USED'
  /** The waiting time is not over; see `nextAttemptAt` of the quiz. */
  | 'COOLDOWN'
  /** The quiz is not open at this point of the course; see `reason`. */
  | 'QUIZ_NOT_OPEN'
  /** Passed in this enrollment. */
  | 'QUIZ_PASSED';

/** What a quiz is for. */
export type QuizKind =
  /** After a module. */
  | 'MODULE_CHECK'
  /** After all modules; the certificate requires a pass. */
  | 'POST_TEST'
  /** Before the course; it cannot be failed. */
  | 'PRE_TEST';

/** A left side and its partner. */
export type QuizPairInput = {
  /** One of `lefts`. */
  leftId: string;
  /** One of `rights`. */
  rightId: string;
};

/** One of several answers to save. */
export type SaveQuizAnswersAnswerInput = {
  /** As in `saveQuizAnswer`. Null, written out, takes the saved answer back. */
  answer?: QuizAnswerInput | null | undefined;
  /** A question of the attempt. */
  questionId: string;
  /** Your own counter, as in `saveQuizAnswer`. */
  sequence?: number | null | undefined;
};

/** Answers of one open attempt. */
export type SaveQuizAnswersInput = {
  /** At most one for each question. */
  answers: Array<SaveQuizAnswersAnswerInput>;
  /** Your attempt. */
  attemptId: string;
};

/** The statement signed. */
export type SignAttestationInput = {
  /** Your enrollment. */
  enrollmentId: string;
  /** The version of `attestationText` that was shown. */
  textVersion: string;
  /** Your legal name, typed. Case, accents, punctuation and spaces do not matter. */
  typedName: string;
};

/** The quiz and the enrollment. */
export type StartQuizAttemptInput = {
  /** Your enrollment. */
  enrollmentId: string;
  /** A quiz of it. */
  quizId: string;
};

/** The answers to an evaluation. */
export type SubmitEvaluationInput = {
  /** One for every required item. */
  answers: Array<EvaluationAnswerInput>;
  /** Your enrollment. */
  enrollmentId: string;
};

/** The attempt, with last answers if any. */
export type SubmitQuizAttemptInput = {
  /** Last answers, in addition to those already saved. They count whatever was saved for their questions, before or meanwhile. Every question must have an answer. */
  answers?: Array<QuestionAnswerInput> | null | undefined;
  /** Your attempt. */
  attemptId: string;
};

export type LearnQueryVariables = Exact<{ [key: string]: never; }>;


export type LearnQuery = { viewer: { id: string, enrollments: { nodes: Array<{ __typename: 'Enrollment', id: string, purpose: EnrollmentPurpose, round: number, enrolledAt: string, claimedAt: string | null, withdrawnAt: string | null, certificateNumber: string | null, course: { title: string }, progress: { percent: number, modulesCompleted: number, modulesTotal: number, secondsCounted: number, secondsRequired: number }, nextModule: { id: string, number: number, title: string } | null }> } } | null };

export type StatementQueryVariables = Exact<{
  id: string;
}>;


export type StatementQuery = { viewer: { id: string, profile: { legalName: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', purpose: EnrollmentPurpose, contentDoneAt: string | null, passedAt: string | null, evaluatedAt: string | null, attestedAt: string | null, claimedAt: string | null, withdrawnAt: string | null, id: string, blockers: Array<
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
      >, attestationText: { version: string, text: string } }
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

export type SignAttestationMutationVariables = Exact<{
  input: SignAttestationInput;
}>;


export type SignAttestationMutation = { signAttestation:
    | { __typename: 'BlockedError', code: ErrorCode, message: string, blockers: Array<
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
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SignAttestationPayload', enrollment: { __typename: 'Enrollment', id: string, attestedAt: string | null, blockers: Array<
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
        > } }
    | { __typename: 'TextChangedError', currentVersion: string, code: ErrorCode, message: string }
   | null };

export type EvaluationQueryVariables = Exact<{
  id: string;
}>;


export type EvaluationQuery = { viewer: { id: string } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', purpose: EnrollmentPurpose, contentDoneAt: string | null, passedAt: string | null, evaluatedAt: string | null, claimedAt: string | null, withdrawnAt: string | null, id: string, evaluation: { title: string, introduction: string, items: Array<{ key: string, kind: EvaluationItemKind, group: EvaluationItemGroup, text: string, required: boolean, options: Array<string>, maxLength: number | null }> } }
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

export type SubmitEvaluationMutationVariables = Exact<{
  input: SubmitEvaluationInput;
}>;


export type SubmitEvaluationMutation = { submitEvaluation:
    | { __typename: 'BlockedError', code: ErrorCode, message: string, blockers: Array<
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
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SubmitEvaluationPayload', enrollment: { __typename: 'Enrollment', id: string, evaluatedAt: string | null } }
   | null };

export type QuizQueryVariables = Exact<{
  id: string;
  quiz: string;
}>;


export type QuizQuery = { viewer: { id: string } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', id: string, course: { course: { organization: { legalName: string, accommodationContact: string } } }, quiz: { __typename: 'Quiz', id: string, kind: QuizKind, title: string, questionCount: number, passPercent: number, timeLimitMinutes: number | null, cooldownHours: number | null, attemptsUsed: number, attemptsAllowed: number | null, attemptsLeft: number | null, passed: boolean, openNow: boolean, nextAttemptAt: string | null, notOpen: { code: QuizBlockCode, message: string } | null, openAttempt: { __typename: 'QuizAttempt', id: string } | null, latestAttempt: { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, rationales: Array<{ optionId: string, text: string }> } | null }> } | null } | null }
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

export type StartQuizAttemptMutationVariables = Exact<{
  input: StartQuizAttemptInput;
}>;


export type StartQuizAttemptMutation = { startQuizAttempt:
    | { __typename: 'AttemptsUsedError', code: ErrorCode, message: string }
    | { __typename: 'CooldownError', code: ErrorCode, message: string }
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuizNotOpenError', code: ErrorCode, message: string }
    | { __typename: 'QuizPassedError', code: ErrorCode, message: string }
    | { __typename: 'StartQuizAttemptPayload', attempt: { __typename: 'QuizAttempt', id: string, quiz: { __typename: 'Quiz', id: string, kind: QuizKind, title: string, questionCount: number, passPercent: number, timeLimitMinutes: number | null, cooldownHours: number | null, attemptsUsed: number, attemptsAllowed: number | null, attemptsLeft: number | null, passed: boolean, openNow: boolean, nextAttemptAt: string | null, notOpen: { code: QuizBlockCode, message: string } | null, openAttempt: { __typename: 'QuizAttempt', id: string } | null, latestAttempt: { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, rationales: Array<{ optionId: string, text: string }> } | null }> } | null } } }
   | null };

export type SaveQuizAnswersMutationVariables = Exact<{
  input: SaveQuizAnswersInput;
}>;


export type SaveQuizAnswersMutation = { saveQuizAnswers:
    | { __typename: 'AttemptClosedError', code: ErrorCode, message: string }
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SaveQuizAnswersPayload', supersededIds: Array<string>, questions: Array<{ id: string, savedAt: string | null, sequence: number | null, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null }> }
   | null };

export type SubmitQuizAttemptMutationVariables = Exact<{
  input: SubmitQuizAttemptInput;
}>;


export type SubmitQuizAttemptMutation = { submitQuizAttempt:
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'QuizIncompleteError', unansweredQuestionIds: Array<string>, code: ErrorCode, message: string }
    | { __typename: 'SubmitQuizAttemptPayload', attempt: { __typename: 'QuizAttempt', id: string, quiz: { __typename: 'Quiz', id: string, kind: QuizKind, title: string, questionCount: number, passPercent: number, timeLimitMinutes: number | null, cooldownHours: number | null, attemptsUsed: number, attemptsAllowed: number | null, attemptsLeft: number | null, passed: boolean, openNow: boolean, nextAttemptAt: string | null, notOpen: { code: QuizBlockCode, message: string } | null, openAttempt: { __typename: 'QuizAttempt', id: string } | null, latestAttempt: { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, rationales: Array<{ optionId: string, text: string }> } | null }> } | null } } }
   | null };

export type QuizPartsFragment = { __typename: 'Quiz', id: string, kind: QuizKind, title: string, questionCount: number, passPercent: number, timeLimitMinutes: number | null, cooldownHours: number | null, attemptsUsed: number, attemptsAllowed: number | null, attemptsLeft: number | null, passed: boolean, openNow: boolean, nextAttemptAt: string | null, notOpen: { code: QuizBlockCode, message: string } | null, openAttempt: { __typename: 'QuizAttempt', id: string } | null, latestAttempt: { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, rationales: Array<{ optionId: string, text: string }> } | null }> } | null };

export type AttemptPartsFragment = { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, rationales: Array<{ optionId: string, text: string }> } | null }> };

export type AnswerPartsFragment = { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null };

export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: 'b4d9c70c365dedc4cd6220071ba3e42390ecfdc559b9209fa1d0d61dd3405e33',
};
export const Statement: Asked<StatementQuery, StatementQueryVariables> = {
  name: 'Statement',
  hash: '840cc13add1316e42a927fdf0b7e2a5435cc8e1f6eb9f2d424388073bf393226',
};
export const SignAttestation: Asked<SignAttestationMutation, SignAttestationMutationVariables> = {
  name: 'SignAttestation',
  hash: '9b5d550b303f8fc31bba08089cd44805f9f3ab3ccdc5e32dd2b71915cb2d149b',
};
export const Evaluation: Asked<EvaluationQuery, EvaluationQueryVariables> = {
  name: 'Evaluation',
  hash: 'a3ca8bed45ecaa34400b6e126cde2cabfdeea25321e0546f2d09a6e85e7ddf63',
};
export const SubmitEvaluation: Asked<SubmitEvaluationMutation, SubmitEvaluationMutationVariables> = {
  name: 'SubmitEvaluation',
  hash: 'b47cc1dee8bbaec0f78352a75181f8f7535c5e036224a27743b568ba88599dd0',
};
export const Quiz: Asked<QuizQuery, QuizQueryVariables> = {
  name: 'Quiz',
  hash: '53dcc0a47dc3d4e4ca6ff68e66f9505723d2261caceb0aa2af28f9c61a0f3a63',
};
export const StartQuizAttempt: Asked<StartQuizAttemptMutation, StartQuizAttemptMutationVariables> = {
  name: 'StartQuizAttempt',
  hash: 'aa3d57c49968c453b3baae5d5bb8367ae76a62a37baf57aeb3168eaeb87089b5',
};
export const SaveQuizAnswers: Asked<SaveQuizAnswersMutation, SaveQuizAnswersMutationVariables> = {
  name: 'SaveQuizAnswers',
  hash: 'dc2354ab45dbe625efc2217f1197fcfc5d90dcf533082dd46374873ff015ced2',
};
export const SubmitQuizAttempt: Asked<SubmitQuizAttemptMutation, SubmitQuizAttemptMutationVariables> = {
  name: 'SubmitQuizAttempt',
  hash: '098ad0ab11884dcfaa5e716a212f57cc0fede7c7bf3bc28b5bcc29ab25c286e8',
};
