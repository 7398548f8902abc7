// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Your invitation, and your consent. */
export type AcceptPairInput = {
  /** True: I am 18 or older, and I come of my own will. */
  adult: boolean;
  /** The code of the invitation. */
  secret: string;
};

/** At which event, and how it is paid. */
export type AcceptWaitlistOfferInput = {
  /** True: I am 18 or older. */
  adult: boolean;
  /** A code that lowers the price. */
  code?: string | null | undefined;
  /** Whether the invoice is paid in two parts, where offered. */
  inParts?: boolean | null | undefined;
  /** The event. */
  intensiveId: string;
  /** Who pays, when it is not you, or when your profile states no legal name. */
  payer?: PayerInput | null | undefined;
  /** The `sha256` of the policy that was shown and accepted; not needed when nothing is owed. */
  policySha256?: string | null | undefined;
  /** CHECKOUT pays at once, as without it. INVOICE pays later, where the event offers it to organizations. */
  settlement?: OrderSettlement | null | undefined;
};

/** What an answer to a request for an accommodation says. */
export type AccommodationAnswer =
  /** It cannot be arranged. It takes a reason. */
  | 'DECLINED'
  /** It is arranged as it was asked for. */
  | 'GRANTED'
  /** Some of it is arranged, or it is arranged in another way. It takes a reason. */
  | 'PART';

/** Who reads and answers requests about an event. Say it where somebody asks. */
export type AccommodationReaders =
  /** The instructors named on the event, and nobody else of the organization. */
  | 'INSTRUCTORS'
  /** Nobody can here. Show the organization’s `accommodationContact`. */
  | 'NOBODY'
  /** The owners and organizers of the organization, and the instructors named on the event. */
  | 'STAFF';

/** How a request for an accommodation stands. */
export type AccommodationState =
  /** It waits for an answer. */
  | 'ASKED'
  /** It cannot be arranged. */
  | 'DECLINED'
  /** It is arranged as it was asked for. */
  | 'GRANTED'
  /** Some of it is arranged, or it is arranged in another way. */
  | 'PART'
  /** The person took it back. */
  | 'WITHDRAWN';

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

/** How people come to a place. */
export type Admission =
  /** They apply; who is accepted gets a timed offer. An application takes no seat and no money. */
  | 'APPLICATION'
  /** They register. */
  | 'OPEN';

/** For which registration, and to which version. */
export type AgreeToJointPlanInput = {
  /** Your registration. */
  registrationId: string;
  /** The version that you read. */
  version: number;
};

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

/** Which request, and the answer. */
export type AnswerAccommodationInput = {
  /** What is arranged, or what the person can do instead, to the person; at most 2000 characters. Name no diagnosis. */
  answer: string;
  /** Its `revision` that you read. Another one is refused. */
  basedOn: number;
  /** What is arranged: all, a part, or nothing. */
  decision: AccommodationAnswer;
  /** Why not all of it, at most 1000 characters; required unless it is granted, and only then. */
  reason?: string | null | undefined;
  /** The request. */
  requestId: string;
};

/** Which change, for which registration, and the answer. */
export type AnswerChangeInput = {
  /** The answer. */
  answer: ChangeAnswer;
  /** The change. */
  changeId: string;
  /** Your registration, or the place. */
  registrationId: string;
};

/** An answer to a question that is asked later. */
export type AnswerRecallQuestionInput = {
  /** Your answer. */
  answer: QuizAnswerInput;
  /** Your enrollment. */
  enrollmentId: string;
  /** `key` of the question. */
  questionKey: string;
  /** The round: how many weeks after the course. */
  weeks: number;
};

/** For which event. */
export type ApplyToIntensiveInput = {
  /** True: I am 18 or older. */
  adult: boolean;
  /** The event. */
  intensiveId: string;
};

/** What somebody does at a door. */
export type AttendanceKind =
  /** Signs in. */
  | 'IN'
  /** Signs out. */
  | 'OUT';

/** What the door answers to an event. */
export type AttendanceOutcome =
  /** Recorded, and nothing changes: the person was in already, `since` then. */
  | 'ALREADY_IN'
  /** Recorded: the person is in. */
  | 'IN'
  /** It lies in the future: look at the clock of the device. Nothing was recorded. */
  | 'IN_FUTURE'
  /** Another event came under this key. Nothing was recorded: send it under a new key. */
  | 'KEY_TAKEN'
  /** The registration has no confirmed place, or lost it. Nothing was recorded. */
  | 'NOT_CONFIRMED'
  /** Recorded: a sign-out of somebody who was not in. It earns nothing until somebody corrects it. */
  | 'NOT_IN'
  /** No registration of this event. Nothing was recorded. */
  | 'NOT_ON_LIST'
  /** Recorded: the person is out. */
  | 'OUT'
  /** It lies on another day than this session. Nothing was recorded. */
  | 'OUTSIDE_SESSION'
  /** What was paid for the place went back. Nothing was recorded. */
  | 'REFUNDED'
  /** It came before, under this key. Nothing was changed. */
  | 'REPEATED'
  /** The part is none of this session. Nothing was recorded. */
  | 'UNKNOWN_PART';

/** How an event came to the record. */
export type AttendanceSource =
  /** A member added it, with a reason. */
  | 'CORRECTION'
  /** It was sent when it happened. */
  | 'DOOR'
  /** A device kept it and sent it later. */
  | 'OFFLINE';

/** As what somebody earned credit. */
export type AwardBasis =
  /** They wrote it. */
  | 'AUTHOR'
  /** They taught it. */
  | 'INSTRUCTOR'
  /** They took the course. */
  | 'LEARNER';

/** What is missing. */
export type BlockerCode =
  /** The approval that the offer stands on was not in force on the day that counts. */
  | 'APPROVAL_NOT_IN_FORCE'
  /** All attempts at the post-test are used; the organization can grant another. */
  | 'ATTEMPTS_USED'
  /** The training is not over. */
  | 'ATTENDANCE_OPEN'
  /** The training was attended for fewer minutes than are needed; for an offer, by the rule of its body. Among `notices`: for fewer than the whole amount takes. */
  | 'ATTENDANCE_SHORT'
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
  /** The training names your account as that of none of its instructors. */
  | 'INSTRUCTOR_NOT_NAMED'
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
  /** The enrollment began before the offer opened, or after its last day for enrollment. For instructors: the training ended before the offer opened. */
  | 'OFFER_NOT_OPEN'
  /** The organization withdrew the offer before everything was done. */
  | 'OFFER_WITHDRAWN'
  /** The place at the training is not paid: money is owed, a bank disputes it, or it went back. */
  | 'PAYMENT_DUE'
  /** The place at the training was canceled, or went to somebody else. */
  | 'PLACE_ENDED'
  /** The post-test is not passed. */
  | 'POST_TEST_NOT_PASSED'
  /** The body gives no credit again for the same content. */
  | 'REPEAT_CREDIT'
  /** The last attempt at the post-test missed an objective that has to be passed by itself, whatever the overall score. */
  | 'REQUIRED_OBJECTIVE_MISSED'
  /** The offer states no rule for instructors, so that it gives them nothing. */
  | 'TEACHING_NOT_CREDITED'
  /** What was taught earns nothing by the rules of the body. */
  | 'TEACHING_SHORT'
  /** The organization has stated no part of the training that you taught and have no certificate for attending. */
  | 'TEACHING_UNSTATED'
  /** A module has less verified time than it requires; secondsCounted and secondsRequired give the figures. */
  | 'TIME_SHORT'
  /** The training was canceled. */
  | 'TRAINING_CANCELED';

/** What a board does with continuing education. */
export type BoardKind =
  /** It approves nothing and accepts a log, so that no credit exists in its name. */
  | 'LOG_ONLY'
  /** It accepts the approvals of some bodies. */
  | 'REGULATES';

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

/** Which registration. */
export type CancelRegistrationInput = {
  /** Why, for a member. Whoever paid can read it. Of two who come together, it stays in the audit log. */
  reason?: string | null | undefined;
  /** The registration. */
  registrationId: string;
};

/** By which way a person may be reached. */
export type CareChannel =
  /** A call. */
  | 'CALL'
  /** An e-mail. */
  | 'MAIL'
  /** Another way, which `reachAt` says. */
  | 'OTHER'
  /** A text message. */
  | 'TEXT_MESSAGE';

/** What an organization says before anything of care is open. */
export type CareFact =
  /** What the clinician may not keep to themselves in that country. */
  | 'CONFIDENTIALITY_LIMITS'
  /** In which country. */
  | 'COUNTRY'
  /** Which law governs the record. */
  | 'LAW'
  /** The privacy notice, or its address. */
  | 'PRIVACY_NOTICE'
  /** The agreement with whoever runs this service: its reference and date. */
  | 'PROCESSOR_AGREEMENT'
  /** Who reads what people submit. */
  | 'READERS'
  /** Within how many days. */
  | 'READ_WITHIN'
  /** Who is responsible. */
  | 'RESPONSIBLE_CLINICIAN';

/** How a record was opened. */
export type CareOpeningHow =
  /** It was downloaded for the record system of the practice. */
  | 'EXPORTED'
  /** It was read here. */
  | 'READ';

/** A built-in design of certificates. */
export type CertificateDesign =
  /** A guilloche frame with rosettes, like an engraved certificate. */
  | 'CLASSIC'
  /** A color panel on the left and plain letters. */
  | 'MODERN'
  /** Serif letters and white space between two pairs of lines. */
  | 'QUIET';

/** Which certificates. What is left out or null does not narrow the list. */
export type CertificateFilter = {
  /** Completed on this day or later. */
  completedFrom?: string | null | undefined;
  /** Completed on this day or earlier. */
  completedTo?: string | null | undefined;
  /** Only those of credit that you claimed for this license of yours. */
  licenseId?: string | null | undefined;
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

/** Whether a person stays after a change. */
export type ChangeAnswer =
  /** They give it up. That is final, and everything that was paid comes back. */
  | 'LEAVES'
  /** They keep the place. */
  | 'STAYS';

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

/** The link, and your statement. */
export type ClaimPlaceInput = {
  /** True: I am 18 or older. */
  adult: boolean;
  /** The code: the last part of the link. */
  secret: string;
};

/** Which module. */
export type CompleteModuleInput = {
  /** Your enrollment. */
  enrollmentId: string;
  /** The module, as the enrollment or the course shows it. */
  moduleId: string;
};

/** Who is there. */
export type ConsultationInstructorInput = {
  /** Degrees and licenses. */
  credentials: string;
  /** Interests; write that there are none where there are none. */
  disclosure: string;
  /** With which address they sign in; owners alone may say it. `nameInstructor` says it later. */
  email?: string | null | undefined;
  /** The name. */
  name: string;
};

/** Free consultations for one person each: every time on every day. */
export type ConsultationSlotsInput = {
  /** On how many days in a row, 1 to 31; one without it. */
  days?: number | null | undefined;
  /** What it is about, in Markdown. */
  description: string;
  /** The first day. */
  firstDay: string;
  /** Who is there. */
  instructor: ConsultationInstructorInput;
  /** The online room, beginning with https://. */
  link?: string | null | undefined;
  /** How long each takes, 5 to 120; 15 without it. */
  minutes?: number | null | undefined;
  /** What mails and calendars show instead of the title. */
  neutralName: string;
  /** The place in public: a city, or "Online". */
  place: string;
  /** Your words on cancelling, in Markdown. */
  policyText: string;
  /** What their addresses begin with; the day and the time follow. */
  slug: string;
  /** The zone of the times: America/New_York. */
  timeZone: string;
  /** The times on the wall, 24 hours: 09:30. */
  times: Array<string>;
  /** The title. */
  title: string;
  /** Where exactly; needed where there is no link. */
  venue?: string | null | undefined;
};

/** A sign-in or sign-out that is missing from the record. */
export type CorrectAttendanceEventInput = {
  /** In or out. */
  kind: AttendanceKind;
  /** When it happened. */
  occurredAt: string;
  /** The part whose door it was; null: the door of the day. */
  partId?: string | null | undefined;
};

/** Whose record of which day, what changes, and why. */
export type CorrectAttendanceInput = {
  /** Events that are missing, at most 50. */
  add?: Array<CorrectAttendanceEventInput> | null | undefined;
  /** A UUID that you make for this correction, so that the call can be repeated. */
  key: string;
  /** Why, in at most 300 characters. The person reads it. */
  reason: string;
  /** Whose. */
  registrationId: string;
  /** The day. */
  sessionId: string;
  /** Events that were wrong, at most 50. */
  takeAway?: Array<string> | null | undefined;
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

/** For which event. */
export type DeleteMyCareRecordsInput = {
  /** Your registration; without it, for all events. */
  registrationId?: string | null | undefined;
};

/** How somebody on the list of a door stands. */
export type DoorState =
  /** Is in. */
  | 'IN'
  /** The day is over and a sign-out is missing: what is open earns nothing until somebody corrects it. */
  | 'MISSING_OUT'
  /** Has not signed in. */
  | 'NOT_SEEN'
  /** Has gone. */
  | 'OUT'
  /** A sign-out has no sign-in. */
  | 'STRAY_OUT';

/** The course, and what you accepted. */
export type EnrollInput = {
  /** The `hash` of `course.disclosures`, with a training of `intensive.disclosures`, after showing them. */
  acceptedDisclosuresHash: string;
  /** True: I am 18 or older. */
  adult: boolean;
  /** The course, as the catalog or an earlier enrollment shows it. */
  courseId: string;
  /** Why you take the course. */
  purpose: EnrollmentPurpose;
  /** Your confirmed registration for a training of the course, which is then what you attend. Without it a live course cannot be taken. */
  registrationId?: string | null | undefined;
  /** A training of the course that names you as an instructor: you then claim credit for teaching it, with the purpose CREDIT, and one enrollment stands for each training. Not together with `registrationId`. */
  taughtTrainingId?: string | null | undefined;
};

/** Why someone takes a course. */
export type EnrollmentPurpose =
  /** To show a board or an employer: the post-test and the evaluation are required. */
  | 'CREDIT'
  /** For personal growth: only the content is required. */
  | 'PERSONAL';

/** The kind of failure, for programs. */
export type ErrorCode =
  /** The request was answered, or withdrawn, after you read it. Nothing was changed: read it again. */
  | 'ACCOMMODATION_CHANGED'
  /** No accreditor has this key. */
  | 'ACCREDITOR_UNKNOWN'
  /** The person has an open enrollment in this course for another purpose. */
  | 'ALREADY_ENROLLED'
  /** The person has a live registration for this event. */
  | 'ALREADY_REGISTERED'
  /** The certificate was already replaced, under another name. `successorNumber` names the new one. */
  | 'ALREADY_REPLACED'
  /** The amount is above the largest that an order may have. Nothing was kept. */
  | 'AMOUNT_TOO_HIGH'
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
  /** The organization has not said everything that it must before people in therapy events write anything here. */
  | 'CARE_NOT_SET_UP'
  /** The holder's data was erased; there is no name left to correct. */
  | 'CERTIFICATE_ERASED'
  /** The certificate was replaced. `successorNumber` names the new one. */
  | 'CERTIFICATE_REPLACED'
  /** The certificate was revoked. A revocation cannot be undone. */
  | 'CERTIFICATE_REVOKED'
  /** The order cannot be paid here now. */
  | 'CHECKOUT_OVER'
  /** The code belongs to another event. */
  | 'CODE_ELSEWHERE'
  /** The code is over. */
  | 'CODE_EXPIRED'
  /** A scholarship price was granted to the person, and no code lowers that. */
  | 'CODE_NOT_COMBINED'
  /** The code cannot be used yet. */
  | 'CODE_NOT_YET'
  /** The intensive has this code already. */
  | 'CODE_TAKEN'
  /** No event of the organization has this code. */
  | 'CODE_UNKNOWN'
  /** The code has fewer uses left than places were asked for; each place is one use. */
  | 'CODE_USED_UP'
  /** The next attempt opens later. */
  | 'COOLDOWN'
  /** The course takes place live; nobody can study it alone. */
  | 'COURSE_IS_LIVE'
  /** The course takes no new enrollments. */
  | 'COURSE_RETIRED'
  /** A certificate stands on the place, and the organization does not take money back for it. Nothing was changed. */
  | 'CREDIT_ISSUED'
  /** The other date costs more than was asked for the place. */
  | 'DEARER_DATE'
  /** The accrediting body demands a fact on the certificate that is not there. */
  | 'DEMANDED_FACT_MISSING'
  /** The accepted disclosures are not the current ones. */
  | 'DISCLOSURES_CHANGED'
  /** It was published, so that it is no draft any more. */
  | 'DRAFT_PUBLISHED'
  /** Many documents are being made. Nothing was drawn: call again in some seconds. */
  | 'DRAWING_BUSY'
  /** The enrollment was claimed or withdrawn. */
  | 'ENROLLMENT_CLOSED'
  /** A sign-in that was to be taken away is gone already. Nothing was changed. */
  | 'EVENT_VOIDED'
  /** The round of a follow-up is not asked now, or the person does not want to be asked. */
  | 'FOLLOW_UP_CLOSED'
  /** You are signed in but may not do this. */
  | 'FORBIDDEN'
  /** What the organization wrote has a word that the accrediting body forbids on a certificate. */
  | 'FORBIDDEN_WORD'
  /** The time for which the place was kept is over. */
  | 'HOLD_ENDED'
  /** The time was extended before, which is possible once. */
  | 'HOLD_EXTENDED'
  /** Somebody would lead two things of the organization at once. Nothing was changed; the call can say that this is meant. */
  | 'INSTRUCTOR_BUSY'
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
  /** The invitation was sent to another address than that of the account. */
  | 'INVITED_ELSEWHERE'
  /** This event is not sold on invoice, or not to persons. */
  | 'INVOICE_NOT_OFFERED'
  /** The joint part has another version than the one that was read. Nothing was changed. */
  | 'JOINT_PLAN_CHANGED'
  /** No letter with this hash was uploaded for the organization within a day. */
  | 'LETTER_MISSING'
  /** You have added a license of this profession, jurisdiction and number before. */
  | 'LICENSE_EXISTS'
  /** You have as many licenses, or as many changes of one, as a person may have. */
  | 'LICENSE_LIMIT'
  /** Money came or went after you read the order. Nothing was changed. */
  | 'MONEY_CHANGED'
  /** The request is no longer open. */
  | 'NAME_CORRECTION_CLOSED'
  /** Another request about this certificate is open. */
  | 'NAME_CORRECTION_OPEN'
  /** The name contains characters that a certificate cannot print. */
  | 'NAME_UNDRAWABLE'
  /** Nobody can read requests about this event here. Nothing was kept. The event’s organization has a contact for them. */
  | 'NOBODY_ANSWERS'
  /** Nothing is left that could be refunded, or the policy gives nothing. */
  | 'NOTHING_TO_REFUND'
  /** No price stands now. */
  | 'NOT_FOR_SALE'
  /** It does not exist, or it is not yours. The error does not say which. */
  | 'NOT_FOUND'
  /** The training names the account as that of none of its instructors, or it was canceled. */
  | 'NOT_INSTRUCTOR'
  /** The body does not let the organization waive this. */
  | 'NOT_WAIVABLE'
  /** The event takes no applications: everybody may register. */
  | 'NO_APPLICATIONS'
  /** The body approves nothing, so that no approval of it can exist. */
  | 'NO_APPROVALS'
  /** Only trainings keep sign-ins and sign-outs. Nothing was recorded. */
  | 'NO_ATTENDANCE'
  /** The course justifies no hours of study, so nobody can take it for credit. */
  | 'NO_HOURS'
  /** No place is offered to this person. */
  | 'NO_OFFER'
  /** The place is not one of two people who both joined, so there is no joint part. */
  | 'NO_PAIR'
  /** Some of the offers that the claim names cannot be given; nothing was changed. `refused` says which and why. */
  | 'OFFERS_BLOCKED'
  /** An offer of the same body for the same version, profession and jurisdiction stands already. */
  | 'OFFER_EXISTS'
  /** A duty of the body is unmet. `items` is the whole checklist of what is missing. */
  | 'OFFER_REFUSED'
  /** Only one of two people was met alone, so that declining now tells the other one why. Nothing was changed. */
  | 'ONE_MET'
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
  /** The second person of the pair was not invited yet, or has not joined yet. */
  | 'PAIR_INCOMPLETE'
  /** You have no passkey, so you cannot require one. */
  | 'PASSKEY_MISSING'
  /** Nobody has said by which name the documents bill whoever pays. Nothing was kept. */
  | 'PAYER_NAME_NEEDED'
  /** The payment service does not answer. What was kept is kept: call again. */
  | 'PAYMENTS_DOWN'
  /** The organization takes no payments here. Nothing was kept and nothing is owed. */
  | 'PAYMENTS_UNAVAILABLE'
  /** The payment cannot be undone: it came by Stripe, or was undone or refunded. */
  | 'PAYMENT_FIXED'
  /** The event is not free, so a place is taken with an order. */
  | 'PAYMENT_NEEDED'
  /** The payment service refused. What waited for this payment only is free again. */
  | 'PAYMENT_REFUSED'
  /** Places are left, so nobody needs to wait. */
  | 'PLACES_LEFT'
  /** The registration for the training has no confirmed place. */
  | 'PLACE_NOT_CONFIRMED'
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
  /** More was asked back than is left for the place. Nothing was refunded. */
  | 'REFUND_TOO_HIGH'
  /** Registration is not open: not yet, no longer, or the event was cancelled. */
  | 'REGISTRATION_CLOSED'
  /** The registration is in a state in which this cannot be done. */
  | 'REGISTRATION_STATE'
  /** The day or the month may come first in the file. Nothing was imported. */
  | 'REPORT_DATES_OPEN'
  /** No file with this hash was uploaded for the session within a day. */
  | 'REPORT_FILE_MISSING'
  /** No line of the file is a header that is known. Nothing was imported. */
  | 'REPORT_HEADER_UNKNOWN'
  /** The same file was imported with another zone, encoding, order of dates or columns. */
  | 'REPORT_KNOWN'
  /** Nobody in the file was there near the session. Nothing was imported. */
  | 'REPORT_OF_OTHER_TIME'
  /** The file has too many rows. Nothing was imported. */
  | 'REPORT_TOO_LONG'
  /** The file cannot be read as a table of text. Nothing was imported. */
  | 'REPORT_UNREADABLE'
  /** The report was withdrawn, so that none of its rows counts. */
  | 'REPORT_WITHDRAWN'
  /** The zone of the times in the file is not known. Nothing was imported. */
  | 'REPORT_ZONE_NEEDED'
  /** The times of the row could not be read, so that it counts for nobody. */
  | 'ROW_WITHOUT_TIMES'
  /** Every place at this scholarship price is granted. */
  | 'SCHOLARSHIPS_GIVEN'
  /** Two people get a joint place only after an instructor has met each of them alone, live. */
  | 'SCREENING_NEEDED'
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
  /** A certificate stands on what was to be changed: that an account taught these parts. Nothing was changed. */
  | 'TEACHING_AWARDED'
  /** The statement to sign has changed since the person read it. */
  | 'TEXT_CHANGED'
  /** What you write here can tell about therapy, health or relationships, and is kept only with a consent of its own. */
  | 'THERAPY_CONSENT_REQUIRED'
  /** The times of a published intensive change only by rescheduleIntensive, which asks everybody. */
  | 'TIMES_MOVED'
  /** The registration has as many requests, or the request as many answers, as fit. */
  | 'TOO_MANY_ACCOMMODATIONS'
  /** The person keeps, or has lately kept, too many places without paying. */
  | 'TOO_MANY_HOLDS'
  /** The training is not over, or not published. Nothing was stated. */
  | 'TRAINING_NOT_OVER'
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

/** How well a claim of a course is supported, as its authors judge. */
export type EvidenceGrade =
  /** People who know the field disagree about it. */
  | 'CONTESTED'
  /** There are studies, and they are few, small or do not agree. */
  | 'MIXED'
  /** Practitioners teach it; it has not been tested in studies. */
  | 'PRACTICE'
  /** Several good studies, or a review of them, agree. */
  | 'STRONG';

/** At which event. */
export type ExtendHoldInput = {
  /** The event. */
  intensiveId: string;
};

/** What kind of file it is, as its bytes say. */
export type FileKind =
  /** A picture. */
  | 'JPEG'
  /** A sound. */
  | 'M4A'
  /** A sound. */
  | 'MP3'
  /** A film. */
  | 'MP4'
  /** A document to take along. */
  | 'PDF'
  /** A picture. */
  | 'PNG'
  /** A drawing without script, which loads nothing. */
  | 'SVG'
  /** Captions of a film. */
  | 'VTT'
  /** A film. */
  | 'WEBM'
  /** A picture. */
  | 'WEBP';

/** Whether a round of later questions is asked. */
export type FollowUpState =
  /** Its day has not come. */
  | 'EARLY'
  /** It is asked, for 28 days. */
  | 'OPEN'
  /** It is asked no more; what was answered stays. */
  | 'OVER';

/** What the hours of a certificate are. */
export type HoursKind =
  /** Of live instruction that the holder attended. */
  | 'ATTENDED'
  /** Of study. Beside a credit: those that the course requires of everyone. */
  | 'STUDIED'
  /** Of live instruction that the holder taught. */
  | 'TAUGHT';

/** An intake, whole. It replaces what was there. */
export type IntakeAnswersInput = {
  /** How you may safely be reached alone. */
  channels: Array<CareChannel>;
  /** Whether nobody may leave a message. */
  doNotLeaveMessage: boolean;
  /** Whether nobody may write to you. */
  doNotWrite: boolean;
  /** What you would like to reach; at most 4000 characters. */
  goals: string;
  /** What you need; at most 4000 characters. */
  needs: string;
  /** At which number or address; at most 300 characters. */
  reachAt: string;
  /** At which times; at most 500 characters. */
  reachWhen: string;
};

/** For whom an intensive is. */
export type IntensiveKind =
  /** People who want to talk before anything else. It earns no credit. */
  | 'CONSULTATION'
  /** Couples, by application. It earns no credit. */
  | 'COUPLES'
  /** People on their own way. It earns no credit. */
  | 'PERSONAL'
  /** Clinicians in training; it offers a live course. */
  | 'TRAINING';

/** Whom to invite. */
export type InvitePartnerInput = {
  /** Their e-mail address: a mailbox of their own, which you do not share. */
  email: string;
  /** Your application. */
  registrationId: string;
};

/** Which certificates. What is left out or null does not narrow the list. */
export type IssuedCertificateFilter = {
  /** Only of this status. */
  status?: IssuedCertificateStatus | null | undefined;
  /** A whole number as printed, or whole words of the printed name in any order; case, accents and hyphens do not matter; at most 200 characters. */
  text?: string | null | undefined;
};

/** A status that an issued certificate can have, as in CertificateStatus. */
export type IssuedCertificateStatus =
  /** Its time is over. */
  | 'EXPIRED'
  /** It was revoked. */
  | 'REVOKED'
  /** It was made on a demonstration server. */
  | 'SPECIMEN'
  /** A corrected one took its place. */
  | 'SUPERSEDED'
  /** It stands. */
  | 'VALID';

/** Of which event. */
export type JoinWaitlistInput = {
  /** The event. */
  intensiveId: string;
};

/** For which event, and until when. */
export type KeepMyCareRecordInput = {
  /** Your registration. */
  registrationId: string;
  /** The last day, within ten years; without it, your record ends as usual. */
  until?: string | null | undefined;
};

/** Of which event. */
export type LeaveWaitlistInput = {
  /** The event. */
  intensiveId: string;
};

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

/** Who, and whether they were there. */
export type MarkPresenceInput = {
  /** Whether they were there. */
  present: boolean;
  /** The registration. */
  registrationId: string;
};

/** What someone may do for an organization. */
export type MemberRole =
  /** May read but not change anything. */
  | 'AUDITOR'
  /** Teaches. */
  | 'INSTRUCTOR'
  /** Runs its courses and certificates. */
  | 'ORGANIZER'
  /** Is responsible for it; may do everything. */
  | 'OWNER';

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

/** How a request for a corrected name stands. */
export type NameCorrectionState =
  /** The certificate was issued again under a corrected name. */
  | 'CORRECTED'
  /** An owner declined it and said why. */
  | 'DECLINED'
  /** Nobody has answered it yet. */
  | 'OPEN'
  /** The certificate was revoked meanwhile. */
  | 'REVOKED'
  /** The holder took it back. */
  | 'WITHDRAWN';

/** How a safety notice was checked. */
export type NoticeCheck =
  /** Somebody called. */
  | 'CALLED'
  /** On a stored copy of a public page. */
  | 'COPY'
  /** In directories of others. */
  | 'DIRECTORY'
  /** On the page of the service, as it stood that day. */
  | 'PAGE';

/** An offer to claim, and the licenses that its credit is for. */
export type OfferClaimInput = {
  /** Licenses of yours. A later claim of the same offer may add further ones. */
  licenseIds: Array<string>;
  /** An offer of `enrollment.offers`. */
  offerId: string;
};

/** How an order is paid. */
export type OrderSettlement =
  /** At once, by card or another method of Stripe. */
  | 'CHECKOUT'
  /** Nothing has to be paid. */
  | 'FREE'
  /** Later, by any method. */
  | 'INVOICE';

/** What the money of an order says. What was only asked for is never shown as done. */
export type OrderState =
  /** It was canceled before anything came. */
  | 'CANCELLED'
  /** A bank has taken money back for good. */
  | 'CHARGED_BACK'
  /** A bank has taken money back until it decides. */
  | 'DISPUTED'
  /** Nothing is owed. */
  | 'FREE'
  /** More has come than is owed. */
  | 'OVERPAID'
  /** Everything has come. */
  | 'PAID'
  /** A part has come. */
  | 'PARTLY_PAID'
  /** A part went back. */
  | 'PARTLY_REFUNDED'
  /** Everything went back. */
  | 'REFUNDED'
  /** Money is on its way back. */
  | 'REFUND_REQUESTED'
  /** Nothing has come. */
  | 'UNPAID';

/** Which order. */
export type PayOrderInput = {
  /** The order. */
  orderId: string;
};

/** Who pays, as the documents print it. */
export type PayerInput = {
  /** At most 6 lines; an organization needs one. */
  address?: Array<string> | null | undefined;
  /** ISO 3166: US. Some sellers need it for tax. */
  country?: string | null | undefined;
  /** Where mails about money go. */
  email: string;
  /** A person or an organization. */
  kind: PayerKind;
  /** The legal name. */
  name: string;
  /** The payer’s own number, for the invoice. */
  purchaseOrder?: string | null | undefined;
  /** The tax id, where the payer declares the tax. */
  taxId?: string | null | undefined;
};

/** Who pays. */
export type PayerKind =
  /** An organization. */
  | 'ORGANIZATION'
  /** A person. */
  | 'PERSON';

/** Something that only members of an organization in certain roles may do. */
export type Permission =
  /** May answer requests for accommodation: an owner, an organizer, an instructor. */
  | 'ANSWER_ACCOMMODATIONS'
  /** May change how certificates look: an owner, an organizer. */
  | 'CHANGE_CERTIFICATE_LOOK'
  /** May choose how its sales are taxed: an owner. */
  | 'CHOOSE_TAX'
  /** May correct who was there: an owner, an organizer, an instructor. */
  | 'CORRECT_ATTENDANCE'
  /** May download the certificates it issued: an owner, an organizer, an auditor. */
  | 'DOWNLOAD_CERTIFICATES'
  /** May grant an exception: an owner, an organizer. */
  | 'GRANT_EXCEPTIONS'
  /** May import who was in its online rooms: an owner, an organizer, an instructor. */
  | 'IMPORT_ATTENDANCE'
  /** May set up how people in its therapy events are met: an owner. */
  | 'MANAGE_CARE'
  /** May schedule and change its intensives: an owner, an organizer. */
  | 'MANAGE_INTENSIVES'
  /** May record payments and refund them: an owner, an organizer. */
  | 'MANAGE_MONEY'
  /** May admit, move and end registrations: an owner, an organizer. */
  | 'MANAGE_REGISTRATIONS'
  /** May offer credit: an owner, an organizer. */
  | 'OFFER_CREDIT'
  /** May preview its certificates: an owner, an organizer, an instructor, an auditor. */
  | 'PREVIEW_CERTIFICATES'
  /** May read its approvals: an owner, an organizer, an instructor, an auditor. */
  | 'READ_APPROVALS'
  /** May read how its courses were evaluated: an owner, an organizer. */
  | 'READ_EVALUATIONS'
  /** May read its orders and reports of money: an owner, an organizer. */
  | 'READ_MONEY'
  /** May read the records of its certificates and its audit log: an owner, an organizer, an auditor. */
  | 'READ_RECORDS'
  /** May read who registered: an owner, an organizer, an instructor. */
  | 'READ_REGISTRATIONS'
  /** May read its rosters: an owner, an organizer, an auditor. */
  | 'READ_ROSTER'
  /** May record what bodies approved: an owner. */
  | 'RECORD_APPROVALS'
  /** May record who is there: an owner, an organizer, an instructor. */
  | 'RECORD_ATTENDANCE'
  /** May issue a certificate under a corrected name: an owner. */
  | 'REISSUE_CERTIFICATES'
  /** May say that credit was reported: an owner, an organizer. */
  | 'REPORT_CREDIT'
  /** May revoke a certificate: an owner. */
  | 'REVOKE_CERTIFICATES'
  /** May state who taught a training: an owner, an organizer. */
  | 'STATE_TEACHING';

/** What would change. A field that you leave out stays as it is saved. */
export type PreviewCertificateLookInput = {
  /** Small print and ornament, as #rrggbb with a contrast of 4.5 or more on the paper; null gives the design’s own color. */
  accentColor?: string | null | undefined;
  /** With a credit of an invented body. Default false. */
  accredited?: boolean | null | undefined;
  /** The built-in design. */
  design?: CertificateDesign | null | undefined;
  /** The form; by default SVG. */
  form?: PreviewForm | null | undefined;
  /** The logo: a PNG in base64, at most 4000 pixels a side; null removes it. With the signature at most 70000 characters of base64, some 50 kB of PNG. */
  logoPng?: string | null | undefined;
  /** The organization in which you have a role. */
  organizationId: string;
  /** Headings, as #rrggbb with a contrast of 4.5 or more on the paper; null gives the design’s own color. */
  primaryColor?: string | null | undefined;
  /** The person who is responsible for the certificates; null removes them. */
  signatoryName?: string | null | undefined;
  /** Their title; null removes it. */
  signatoryTitle?: string | null | undefined;
  /** An image of the signatory’s signature: a PNG in base64; null removes it. With the logo at most 70000 characters. */
  signaturePng?: string | null | undefined;
};

/** In which form a preview comes. */
export type PreviewForm =
  /** The whole document. */
  | 'PDF'
  /** The front page as a picture. */
  | 'SVG';

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

/** A sign-in or a sign-out. */
export type RecordAttendanceEventInput = {
  /** A UUID that the device makes for this event. The same key again changes nothing. */
  key: string;
  /** In or out. */
  kind: AttendanceKind;
  /** When it happened, by the clock of the device. */
  occurredAt: string;
  /** The part whose door it is, where parts run side by side. Null: the door of the day. */
  partId?: string | null | undefined;
  /** Whose: `DoorGuest.registrationId`, or what their code holds. */
  registrationId: string;
};

/** The day, and what happened at its door. */
export type RecordAttendanceInput = {
  /** From 1 to 500. */
  events: Array<RecordAttendanceEventInput>;
  /** The day: `Intensive.sessions`. */
  sessionId: string;
};

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

/** Whom you met, and when. */
export type RecordScreeningInput = {
  /** The registration. */
  registrationId: string;
  /** When you met. */
  screenedAt: string;
};

/** What a person says they have lost. */
export type RecoveryLoss =
  /** The mailbox of the account. Once the recovery opens, the address can be changed without a code from the old one. */
  | 'MAILBOX'
  /** Every passkey of an account that requires one. Once the recovery opens, a mail code signs in once. */
  | 'PASSKEY';

/** Which event, and how it is paid. */
export type RegisterForIntensiveInput = {
  /** True: I am 18 or older. For a group each person says so when they claim. */
  adult: boolean;
  /** A code that lowers the price. */
  code?: string | null | undefined;
  /** Whether the invoice is paid in two parts, where offered. */
  inParts?: boolean | null | undefined;
  /** The event. */
  intensiveId: string;
  /** Who pays, when it is not you, or when your profile states no legal name. */
  payer?: PayerInput | null | undefined;
  /** How many unnamed places of a group, 1 to 50, for an organization that pays. Without it you come. */
  places?: number | null | undefined;
  /** The `sha256` of the policy that was shown and accepted. */
  policySha256: string;
  /** CHECKOUT pays at once, as without it. INVOICE pays later, where the event offers it to organizations. */
  settlement?: OrderSettlement | null | undefined;
};

/** For which event. */
export type RegisterFreeInput = {
  /** True: I am 18 or older. */
  adult: boolean;
  /** The event. */
  intensiveId: string;
};

/** Why a registration came into a state. */
export type RegistrationReason =
  /** The application was accepted. */
  | 'ACCEPTED'
  /** The application was accepted and waits for a seat. */
  | 'ACCEPTED_WAITS'
  /** The person applied. */
  | 'APPLIED'
  /** The organization canceled it. */
  | 'BY_ORGANIZER'
  /** The person began to pay. */
  | 'CHECKOUT_STARTED'
  /** A person claimed a place of a group. */
  | 'CLAIMED'
  /** The person’s data was erased. */
  | 'ERASED'
  /** The event was canceled. */
  | 'EVENT_CANCELLED'
  /** The person left because the event changed. */
  | 'EVENT_CHANGED'
  /** A seat became free for whoever waited. */
  | 'FROM_WAITLIST'
  /** The organization registered the person, free of charge. */
  | 'GIVEN'
  /** The time for which a seat was kept ended. */
  | 'HOLD_ENDED'
  /** It is paid by invoice. */
  | 'INVOICED'
  /** The invoice was not paid in time. */
  | 'INVOICE_UNPAID'
  /** It was paid after its time, and a seat was left. */
  | 'LATE_PAYMENT'
  /** It was paid by a method whose money arrives later. */
  | 'MONEY_EXPECTED'
  /** The place moved here from another date. */
  | 'MOVED'
  /** The application was not accepted. */
  | 'NOT_ACCEPTED'
  /** The person declined the offer. */
  | 'OFFER_DECLINED'
  /** It was paid. */
  | 'PAID'
  /** The payment failed. */
  | 'PAYMENT_FAILED'
  /** The place does not go ahead. Of two who come together, whoever did not end it learns nothing else, whatever ended it but the event. */
  | 'PLACE_ENDED'
  /** The person registered; nothing had to be paid. */
  | 'REGISTERED'
  /** The organization confirmed it again. */
  | 'REINSTATED'
  /** The person took over the place of another. */
  | 'TOOK_OVER'
  /** The place went to another person, or moved to another date. */
  | 'TRANSFERRED'
  /** Registration ended while it waited. */
  | 'WAITLIST_CLOSED'
  /** The person canceled. */
  | 'WITHDRAWN';

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

/** The certificate, its corrected name, and why. */
export type ReissueCertificateInput = {
  /** The legal name as it will be printed, at most 120 characters. */
  correctedName: string;
  /** As printed; case, spaces and hyphens do not matter. */
  number: string;
  /** Why, for your audit trail only: 3 to 500 characters on one line. It is blanked when the holder is erased. */
  reason?: string | null | undefined;
};

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

/** For which registration, and what. A registration has at most 10 requests. */
export type RequestAccommodationInput = {
  /** From which day; without it, from the first. */
  fromOn?: string | null | undefined;
  /** Whether a mail tells you that there is an answer; without it, none does. About a training one does in any case. Never set it for the person: whoever reads their mailbox sees that mail. */
  mailAnswer?: boolean | null | undefined;
  /** What you need, at most 2000 characters. Write no diagnosis: nobody has to know why you need it. */
  need: string;
  /** Your registration. */
  registrationId: string;
  /** Until which day; without it, to the last. */
  untilOn?: string | null | undefined;
};

/** Confirms the request. */
export type RequestErasureInput = {
  /** The address you sign in with, typed again. */
  confirmation: string;
};

/** The certificate, the name as it should be, and why. */
export type RequestNameCorrectionInput = {
  /** Your certificate. */
  certificateId: string;
  /** Why: misspelled, or changed by law. 3 to 500 characters on one line; the owners read it. */
  reason: string;
  /** The legal name as it should be printed, at most 120 characters. */
  wantedName: string;
};

/** On or off. */
export type RequirePasskeyInput = {
  /** Whether a passkey is required from now on. */
  on: boolean;
};

/** Hours that your board requires in a cycle. */
export type RequiredHoursInput = {
  /** The key of a category, such as ethics. Left out or null: the total. */
  category?: string | null | undefined;
  /** The hours, in your board's unit. */
  hours: string;
};

/** When people were asked about an objective. */
export type ResultStage =
  /** So many `weeks` after they completed it; of each person the first answer. Only who wanted it is asked. */
  | 'FOLLOW_UP'
  /** After the course; of each person the first attempt. */
  | 'POST_TEST'
  /** Before the course; of each person the first attempt. */
  | 'PRE_TEST';

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

/** The certificate and the reason. */
export type RevokeCertificateInput = {
  /** A note for your audit trail only, 3 to 500 characters on one line. Do not name the holder. It is blanked when the holder is erased, and none is accepted afterwards. */
  note?: string | null | undefined;
  /** As printed; case, spaces and hyphens do not matter. */
  number: string;
  /** The public reason. Anyone who checks the number can read it. */
  reason: RevocationReason;
};

/** The link. */
export type RevokeTranscriptLinkInput = {
  /** The link. */
  linkId: string;
};

/** For which registration, and what you answer. */
export type SaveIntakeInput = {
  /** Your answers. */
  answers: IntakeAnswersInput;
  /** Your registration for a therapy event. */
  registrationId: string;
};

/** For which registration, the words, and the version that you read. */
export type SaveJointPlanInput = {
  /** The version that you read. Left out, it is saved only while nothing is written. */
  basedOnVersion?: number | null | undefined;
  /** Your registration. */
  registrationId: string;
  /** At most 10000 characters. */
  text: string;
};

/** For which registration, and your words. */
export type SavePlanInput = {
  /** Your registration for a therapy event. */
  registrationId: string;
  /** At most 10000 characters. */
  text: string;
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

/** What you tried since the course. */
export type SaveTriedInput = {
  /** The `version` that you saw. Left out, the save succeeds only while nothing is written. */
  basedOnVersion?: number | null | undefined;
  /** Your enrollment. */
  enrollmentId: string;
  /** At most 20000 characters. An empty text deletes it. */
  text: string;
  /** The round: how many weeks after the course. */
  weeks: number;
};

/** For which organization, and which slots. */
export type ScheduleConsultationsInput = {
  /** The organization. */
  organizationId: string;
  /** True: they can be booked at once. False: they are drafts. */
  publish: boolean;
  /** The slots. */
  slots: ConsultationSlotsInput;
};

/** Whether the sealed PDF exists. */
export type Sealing =
  /** The PDF is sealed. */
  | 'DONE'
  /** No PDF exists: the holder's data was erased before it was made. */
  | 'NONE'
  /** We are making the sealed PDF; ask again in a minute. */
  | 'PENDING';

/** What a part of an agenda is. */
export type SegmentKind =
  /** Registration, announcements. */
  | 'ADMINISTRATION'
  /** A break. */
  | 'BREAK'
  /** It teaches. Only it can count for credit. */
  | 'INSTRUCTION'
  /** A meal. */
  | 'MEAL'
  /** It is part of the day and never counts. */
  | 'NOT_FOR_CREDIT';

/** What the organization says. */
export type SetCareSettingsInput = {
  /** What the clinician may not keep to themselves in that country, in Markdown. Everybody reads it. */
  confidentialityLimits?: string | null | undefined;
  /** In which country: ISO 3166. */
  country?: string | null | undefined;
  /** The law that governs the record. */
  law?: string | null | undefined;
  /** The organization. */
  organizationId: string;
  /** The privacy notice in Markdown, or its address. */
  privacyNotice?: string | null | undefined;
  /** The reference of the agreement with whoever runs this service. */
  processorReference?: string | null | undefined;
  /** The date of that agreement. */
  processorSignedOn?: string | null | undefined;
  /** Within how many days, 1 to 60. */
  readWithinDays?: number | null | undefined;
  /** Who reads what people submit. Everybody reads it. */
  readers?: string | null | undefined;
  /** Who is responsible. */
  responsibleClinician?: string | null | undefined;
  /** For how many days after an event records are kept; 90 without it, more only with the law. */
  retentionDays?: number | null | undefined;
  /** The law that asks for more days. */
  retentionLaw?: string | null | undefined;
};

/** The certificate, and whether to share the name. */
export type ShareCertificateNameInput = {
  /** The certificate. */
  certificateId: string;
  /** True: the public verdict shows your name. False: it does not. */
  shared: boolean;
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

/** That you want to be asked later. */
export type StartFollowUpInput = {
  /** Your enrollment. */
  enrollmentId: string;
};

/** The quiz and the enrollment. */
export type StartQuizAttemptInput = {
  /** Your enrollment. */
  enrollmentId: string;
  /** A quiz of it. */
  quizId: string;
};

/** What is lost. */
export type StartRecoveryInput = {
  /** MAILBOX. A lost passkey needs a mail code. */
  lost: RecoveryLoss;
};

/** The training, what is stated of it, and what is no longer. */
export type StateTaughtInput = {
  /** Who taught what, at most 200. */
  add?: Array<StateTaughtPartInput> | null | undefined;
  /** The training. */
  intensiveId: string;
  /** Why statements are taken back, in at most 300 characters. Their instructor reads it. */
  reason?: string | null | undefined;
  /** Statements that were wrong, at most 200. */
  takeBack?: Array<string> | null | undefined;
};

/** That an instructor taught a part. */
export type StateTaughtPartInput = {
  /** The instructor, by the name that the training shows. */
  instructor: string;
  /** A UUID that you make for this statement, so that the call can be repeated. */
  key: string;
  /** How many minutes they taught; null for the whole part. */
  minutes?: number | null | undefined;
  /** The part, of `Intensive.sessions`: one of instruction. */
  partId: string;
};

/** That you do not want to be asked later. */
export type StopFollowUpInput = {
  /** Your enrollment. */
  enrollmentId: string;
};

/** Why a study session ended. */
export type StudySessionEnd =
  /** No beat arrived for too long, so the session ended at the last beat. */
  | 'IDLE'
  /** Another tab or device began a session. */
  | 'REPLACED'
  /** The reader left. */
  | 'STOPPED';

/** The answers to an evaluation. */
export type SubmitEvaluationInput = {
  /** One for every required item. */
  answers: Array<EvaluationAnswerInput>;
  /** Your enrollment. */
  enrollmentId: string;
};

/** For which registration, and what you answer. */
export type SubmitIntakeInput = {
  /** Your answers. */
  answers: IntakeAnswersInput;
  /** Your registration for a therapy event. */
  registrationId: string;
};

/** The attempt, with last answers if any. */
export type SubmitQuizAttemptInput = {
  /** Last answers, in addition to those already saved. They count whatever was saved for their questions, before or meanwhile. Every question must have an answer. */
  answers?: Array<QuestionAnswerInput> | null | undefined;
  /** Your attempt. */
  attemptId: string;
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
export type UpdateCertificateLookInput = {
  /** Small print and ornament, as #rrggbb with a contrast of 4.5 or more on the paper; null gives the design’s own color. */
  accentColor?: string | null | undefined;
  /** The built-in design. */
  design?: CertificateDesign | null | undefined;
  /** The logo: a PNG in base64, at most 4000 pixels a side; null removes it. With the signature at most 70000 characters of base64, some 50 kB of PNG. */
  logoPng?: string | null | undefined;
  /** The organization that you own or run. */
  organizationId: string;
  /** Headings, as #rrggbb with a contrast of 4.5 or more on the paper; null gives the design’s own color. */
  primaryColor?: string | null | undefined;
  /** The person who is responsible for the certificates; null removes them. */
  signatoryName?: string | null | undefined;
  /** Their title; null removes it. */
  signatoryTitle?: string | null | undefined;
  /** An image of the signatory’s signature: a PNG in base64; null removes it. With the logo at most 70000 characters. */
  signaturePng?: string | null | undefined;
};

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
  /** A code of languages. Null: the language of the browser. */
  language?: string | null | undefined;
  /** One line of at most 120 characters: the name that your board has on record. */
  legalName?: string | null | undefined;
  /** Your profession. */
  profession?: Profession | null | undefined;
  /** An IANA name. */
  timeZone?: string | null | undefined;
};

/** Which request. */
export type WithdrawAccommodationInput = {
  /** Your request. */
  requestId: string;
};

/** What you take back. */
export type WithdrawAgreementInput = {
  /** THERAPY_DATA. */
  kind: AgreementKind;
};

/** Which enrollment. */
export type WithdrawEnrollmentInput = {
  /** Your enrollment. */
  enrollmentId: string;
};

/** Which request. */
export type WithdrawNameCorrectionInput = {
  /** Your certificate. */
  certificateId: string;
};

/** Which record. */
export type WithdrawScreeningInput = {
  /** The registration. */
  registrationId: string;
  /** The time that the record says, as `screenedAt` shows it. */
  screenedAt: string;
};

export type DeskAccommodationsQueryVariables = Exact<{
  org: string;
}>;


export type DeskAccommodationsQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }> } | null, organization: { __typename: 'Organization', id: string, accommodationRequests: { nodes: Array<{ id: string, name: string | null, state: AccommodationState, waits: boolean, askedAt: string, intensive: { __typename: 'Intensive', id: string, title: string, startsAt: string | null, timeZone: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type MoreAccommodationsQueryVariables = Exact<{
  org: string;
  after?: string | null | undefined;
}>;


export type MoreAccommodationsQuery = { organization: { __typename: 'Organization', id: string, accommodationRequests: { nodes: Array<{ id: string, name: string | null, state: AccommodationState, waits: boolean, askedAt: string, intensive: { __typename: 'Intensive', id: string, title: string, startsAt: string | null, timeZone: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type AccommodationListFragment = { nodes: Array<{ id: string, name: string | null, state: AccommodationState, waits: boolean, askedAt: string, intensive: { __typename: 'Intensive', id: string, title: string, startsAt: string | null, timeZone: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type DeskAccommodationQueryVariables = Exact<{
  org: string;
  request: string;
}>;


export type DeskAccommodationQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }> } | null, organization: { __typename: 'Organization', id: string, accommodationRequest: { listed: { id: string, name: string | null, waits: boolean, intensive: { __typename: 'Intensive', id: string, title: string, startsAt: string | null, timeZone: string } }, request: { id: string, need: string | null, fromOn: string | null, untilOn: string | null, askedAt: string, state: AccommodationState, revision: number, states: Array<{ state: AccommodationState, answer: string | null, reason: string | null, byName: string | null, at: string }> } } | null } | null };

export type ReadAccommodationFragment = { listed: { id: string, name: string | null, waits: boolean, intensive: { __typename: 'Intensive', id: string, title: string, startsAt: string | null, timeZone: string } }, request: { id: string, need: string | null, fromOn: string | null, untilOn: string | null, askedAt: string, state: AccommodationState, revision: number, states: Array<{ state: AccommodationState, answer: string | null, reason: string | null, byName: string | null, at: string }> } };

export type AnswerAccommodationMutationVariables = Exact<{
  input: AnswerAccommodationInput;
}>;


export type AnswerAccommodationMutation = { answer:
    | { __typename: 'AccommodationChangedError', code: ErrorCode, message: string }
    | { __typename: 'AnswerAccommodationPayload', read: { listed: { id: string, name: string | null, waits: boolean, intensive: { __typename: 'Intensive', id: string, title: string, startsAt: string | null, timeZone: string } }, request: { id: string, need: string | null, fromOn: string | null, untilOn: string | null, askedAt: string, state: AccommodationState, revision: number, states: Array<{ state: AccommodationState, answer: string | null, reason: string | null, byName: string | null, at: string }> } } }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TooManyAccommodationsError', code: ErrorCode, message: string }
   | null };

export type OwnAccommodationsFragment = { __typename: 'Registration', id: string, accommodations: { mayAsk: boolean, left: number, readBy: AccommodationReaders, requests: Array<{ id: string, need: string | null, fromOn: string | null, untilOn: string | null, mailAnswer: boolean, askedAt: string, state: AccommodationState, states: Array<{ state: AccommodationState, answer: string | null, reason: string | null, byName: string | null, at: string }> }> } | null };

export type NeedsPageQueryVariables = Exact<{
  id: string;
}>;


export type NeedsPageQuery = { viewer: { id: string, profile: { country: string | null }, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive' }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration', id: string, intensive: { organization: { __typename: 'Organization', id: string, accommodationContact: string, accommodationLeadDays: number | null } }, care: { form: { country: string, crisisServices: Array<{ country: string, title: string, for: string | null, hours: string | null, inWriting: string | null, text: string, phone: string | null, url: string | null, checkedOn: string, checkedHow: NoticeCheck | null }> } | null } | null, accommodations: { mayAsk: boolean, left: number, readBy: AccommodationReaders, requests: Array<{ id: string, need: string | null, fromOn: string | null, untilOn: string | null, mailAnswer: boolean, askedAt: string, state: AccommodationState, states: Array<{ state: AccommodationState, answer: string | null, reason: string | null, byName: string | null, at: string }> }> } | null }
    | { __typename: 'TaxChoice' }
   | null };

export type AskAccommodationMutationVariables = Exact<{
  input: RequestAccommodationInput;
}>;


export type AskAccommodationMutation = { answer:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NobodyAnswersError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationStateError', code: ErrorCode, message: string }
    | { __typename: 'RequestAccommodationPayload', registration: { __typename: 'Registration', id: string, accommodations: { mayAsk: boolean, left: number, readBy: AccommodationReaders, requests: Array<{ id: string, need: string | null, fromOn: string | null, untilOn: string | null, mailAnswer: boolean, askedAt: string, state: AccommodationState, states: Array<{ state: AccommodationState, answer: string | null, reason: string | null, byName: string | null, at: string }> }> } | null } }
    | { __typename: 'TooManyAccommodationsError', code: ErrorCode, message: string }
   | null };

export type WithdrawAccommodationMutationVariables = Exact<{
  input: WithdrawAccommodationInput;
}>;


export type WithdrawAccommodationMutation = { answer:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'WithdrawAccommodationPayload', registration: { __typename: 'Registration', id: string, accommodations: { mayAsk: boolean, left: number, readBy: AccommodationReaders, requests: Array<{ id: string, need: string | null, fromOn: string | null, untilOn: string | null, mailAnswer: boolean, askedAt: string, state: AccommodationState, states: Array<{ state: AccommodationState, answer: string | null, reason: string | null, byName: string | null, at: string }> }> } | null } }
   | null };

export type MailStateFragment = { mail: { maskedAddress: string, bouncedAt: string | null } };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { viewer: { __typename: 'Viewer', id: string, email: string, organizations: Array<{ role: MemberRole }>, profile: { legalName: string | null, country: string | null, timeZone: string | null, profession: Profession | null, language: string | null }, session: { expiresAt: string, idleEndsAt: string } | null, signInPolicy: { passkeyRequired: boolean, passkeys: number, warning: string | null }, recovery: { lost: RecoveryLoss, startedAt: string, opensAt: string } | null, erasure: { requestedAt: string, dueAt: string, carriedOutAt: string | null, notice: string, heldBy: Array<{ certificateNumber: string, organization: string, until: string }>, heldOrders: Array<{ orderId: string, organization: string, until: string }> } | null, agreements: Array<{ kind: AgreementKind, version: string | null, agreedAt: string | null, withdrawnAt: string | null, needed: boolean, text: { version: string, effectiveOn: string, title: string, text: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null };

export type MeSaveProfileMutationVariables = Exact<{
  input: UpdateProfileInput;
}>;


export type MeSaveProfileMutation = { updateProfile:
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { viewer: { __typename: 'Viewer', id: string, profile: { legalName: string | null, country: string | null, timeZone: string | null, profession: Profession | null, language: string | null } } }
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

export type AttendanceRecordFragment = { registrationId: string, minutes: number, attended: number, days: Array<{ openSince: string | null, session: { id: string, day: string, timeZone: string }, parts: Array<{ minutes: number, attended: number, part: { id: string, title: string, startsAt: string, endsAt: string } }>, signed: Array<{ id: string, kind: AttendanceKind, occurredAt: string, recordedAt: string, source: AttendanceSource, partId: string | null, reason: string | null, takenAway: string | null }> }> };

export type DayPageQueryVariables = Exact<{
  session: string;
}>;


export type DayPageQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, doorList: { readAt: string, session: { __typename: 'EventSession', id: string, day: string, timeZone: string, startsAt: string, endsAt: string, intensive: { id: string, title: string }, parts: Array<{ id: string, title: string, kind: SegmentKind, startsAt: string, endsAt: string }> }, guests: Array<{ registrationId: string, name: string | null, refusal: AttendanceOutcome | null, state: DoorState, since: string | null, open: Array<{ partId: string | null, since: string }> }> } | null };

export type DayRecordQueryVariables = Exact<{
  registrationId: string;
}>;


export type DayRecordQuery = { attendance: { registrationId: string, minutes: number, attended: number, days: Array<{ openSince: string | null, session: { id: string, day: string, timeZone: string }, parts: Array<{ minutes: number, attended: number, part: { id: string, title: string, startsAt: string, endsAt: string } }>, signed: Array<{ id: string, kind: AttendanceKind, occurredAt: string, recordedAt: string, source: AttendanceSource, partId: string | null, reason: string | null, takenAway: string | null }> }> } | null };

export type CorrectDayMutationVariables = Exact<{
  input: CorrectAttendanceInput;
}>;


export type CorrectDayMutation = { answer:
    | { __typename: 'CorrectAttendancePayload', attendance: { registrationId: string, minutes: number, attended: number, days: Array<{ openSince: string | null, session: { id: string, day: string, timeZone: string }, parts: Array<{ minutes: number, attended: number, part: { id: string, title: string, startsAt: string, endsAt: string } }>, signed: Array<{ id: string, kind: AttendanceKind, occurredAt: string, recordedAt: string, source: AttendanceSource, partId: string | null, reason: string | null, takenAway: string | null }> }> } | null }
    | { __typename: 'EventVoidedError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NoAttendanceError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   | null };

export type DoorSessionFragment = { __typename: 'EventSession', id: string, day: string, timeZone: string, startsAt: string, endsAt: string, intensive: { id: string, title: string }, parts: Array<{ id: string, title: string, kind: SegmentKind, startsAt: string, endsAt: string }> };

export type DoorListedFragment = { readAt: string, session: { __typename: 'EventSession', id: string, day: string, timeZone: string, startsAt: string, endsAt: string, intensive: { id: string, title: string }, parts: Array<{ id: string, title: string, kind: SegmentKind, startsAt: string, endsAt: string }> }, guests: Array<{ registrationId: string, name: string | null, refusal: AttendanceOutcome | null, state: DoorState, since: string | null, open: Array<{ partId: string | null, since: string }> }> };

export type DoorPageQueryVariables = Exact<{
  session: string;
}>;


export type DoorPageQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, doorList: { readAt: string, session: { __typename: 'EventSession', id: string, day: string, timeZone: string, startsAt: string, endsAt: string, intensive: { id: string, title: string }, parts: Array<{ id: string, title: string, kind: SegmentKind, startsAt: string, endsAt: string }> }, guests: Array<{ registrationId: string, name: string | null, refusal: AttendanceOutcome | null, state: DoorState, since: string | null, open: Array<{ partId: string | null, since: string }> }> } | null };

export type SignAtDoorMutationVariables = Exact<{
  input: RecordAttendanceInput;
}>;


export type SignAtDoorMutation = { answer:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NoAttendanceError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RecordAttendancePayload', results: Array<{ key: string, outcome: AttendanceOutcome, recorded: boolean, since: string | null, eventId: string | null }> }
   | null };

export type UndoAtDoorMutationVariables = Exact<{
  input: CorrectAttendanceInput;
}>;


export type UndoAtDoorMutation = { answer:
    | { __typename: 'CorrectAttendancePayload' }
    | { __typename: 'EventVoidedError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NoAttendanceError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   | null };

export type DeskEventsQueryVariables = Exact<{
  org: string;
}>;


export type DeskEventsQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, organization: { id: string, intensives: { nodes: Array<{ __typename: 'Intensive', id: string, title: string, kind: IntensiveKind, timeZone: string, startsAt: string | null, publishedAt: string | null, cancelledAt: string | null }> } } | null };

export type DeskEventQueryVariables = Exact<{
  id: string;
}>;


export type DeskEventQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive', id: string, title: string, kind: IntensiveKind, timeZone: string, startsAt: string | null, publishedAt: string | null, cancelledAt: string | null, sessions: Array<{ __typename: 'EventSession', id: string, day: string, timeZone: string, startsAt: string, endsAt: string, intensive: { id: string, title: string }, parts: Array<{ id: string, title: string, kind: SegmentKind, startsAt: string, endsAt: string }> }>, careList: { leads: boolean, missing: Array<CareFact>, people: Array<{ registrationId: string, name: string | null, email: string | null, state: RegistrationState, pairId: string | null, submittedAt: string | null, jointPlanAgreed: boolean, screenedAt: string | null, present: boolean | null }>, seats: Array<{ id: string, reference: string, state: RegistrationState, pairId: string | null }> } | null, viewerTeaching: { course: { id: string } } | null, taught: Array<{ id: string, partId: string, part: string, instructor: string, yours: boolean, minutes: number, statedAt: string, takenBackAt: string | null, reason: string | null }> }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration' }
    | { __typename: 'TaxChoice' }
   | null };

export type StatementFragment = { id: string, partId: string, part: string, instructor: string, yours: boolean, minutes: number, statedAt: string, takenBackAt: string | null, reason: string | null };

export type TeachingPageQueryVariables = Exact<{
  id: string;
}>;


export type TeachingPageQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive', id: string, title: string, kind: IntensiveKind, timeZone: string, endsAt: string | null, cancelledAt: string | null, instructors: Array<{ name: string }>, sessions: Array<{ __typename: 'EventSession', id: string, day: string, timeZone: string, startsAt: string, endsAt: string, intensive: { id: string, title: string }, parts: Array<{ id: string, title: string, kind: SegmentKind, startsAt: string, endsAt: string }> }>, taught: Array<{ id: string, partId: string, part: string, instructor: string, yours: boolean, minutes: number, statedAt: string, takenBackAt: string | null, reason: string | null }> }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration' }
    | { __typename: 'TaxChoice' }
   | null };

export type StateTaughtMutationVariables = Exact<{
  input: StateTaughtInput;
}>;


export type StateTaughtMutation = { answer:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'IntensiveClosedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'StateTaughtPayload', intensive: { __typename: 'Intensive', id: string, taught: Array<{ id: string, partId: string, part: string, instructor: string, yours: boolean, minutes: number, statedAt: string, takenBackAt: string | null, reason: string | null }> } }
    | { __typename: 'TeachingAwardedError', code: ErrorCode, message: string }
    | { __typename: 'TrainingNotOverError', code: ErrorCode, message: string }
   | null };

export type CareFormFragment = { readers: string, readWithinDays: number, responsibleClinician: string, country: string, law: string, confidentialityLimits: string, privacyNotice: string, retentionDays: number, retentionLaw: string | null, crisisServices: Array<{ country: string, title: string, for: string | null, hours: string | null, inWriting: string | null, text: string, phone: string | null, url: string | null, checkedOn: string, checkedHow: NoticeCheck | null }> };

export type OwnIntakeFragment = { __typename: 'Registration', id: string, care: { intake: { savedAt: string, submittedAt: string | null, answers: { goals: string, needs: string, channels: Array<CareChannel>, reachAt: string, reachWhen: string, doNotWrite: boolean, doNotLeaveMessage: boolean } } | null, openings: Array<{ by: string | null, at: string }> } | null };

export type CareWriterFragment = { id: string, agreements: Array<{ kind: AgreementKind, version: string | null, text: { version: string, effectiveOn: string, title: string, text: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } };

export type CareFormPageQueryVariables = Exact<{
  id: string;
}>;


export type CareFormPageQuery = { viewer: { id: string, profile: { country: string | null }, agreements: Array<{ kind: AgreementKind, version: string | null, text: { version: string, effectiveOn: string, title: string, text: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive' }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration', endedAt: string | null, id: string, intensive: { statementShows: string }, care: { form: { readers: string, readWithinDays: number, responsibleClinician: string, country: string, law: string, confidentialityLimits: string, privacyNotice: string, retentionDays: number, retentionLaw: string | null, crisisServices: Array<{ country: string, title: string, for: string | null, hours: string | null, inWriting: string | null, text: string, phone: string | null, url: string | null, checkedOn: string, checkedHow: NoticeCheck | null }> } | null, intake: { savedAt: string, submittedAt: string | null, answers: { goals: string, needs: string, channels: Array<CareChannel>, reachAt: string, reachWhen: string, doNotWrite: boolean, doNotLeaveMessage: boolean } } | null, openings: Array<{ by: string | null, at: string }> } | null }
    | { __typename: 'TaxChoice' }
   | null };

export type SaveIntakeMutationVariables = Exact<{
  input: SaveIntakeInput;
}>;


export type SaveIntakeMutation = { answer:
    | { __typename: 'CareNotSetUpError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SaveIntakePayload', registration: { __typename: 'Registration', id: string, care: { intake: { savedAt: string, submittedAt: string | null, answers: { goals: string, needs: string, channels: Array<CareChannel>, reachAt: string, reachWhen: string, doNotWrite: boolean, doNotLeaveMessage: boolean } } | null, openings: Array<{ by: string | null, at: string }> } | null } | null }
    | { __typename: 'TherapyConsentRequiredError', code: ErrorCode, message: string }
   | null };

export type SubmitIntakeMutationVariables = Exact<{
  input: SubmitIntakeInput;
}>;


export type SubmitIntakeMutation = { answer:
    | { __typename: 'CareNotSetUpError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SubmitIntakePayload', registration: { __typename: 'Registration', id: string, care: { intake: { savedAt: string, submittedAt: string | null, answers: { goals: string, needs: string, channels: Array<CareChannel>, reachAt: string, reachWhen: string, doNotWrite: boolean, doNotLeaveMessage: boolean } } | null, openings: Array<{ by: string | null, at: string }> } | null } | null }
    | { __typename: 'TherapyConsentRequiredError', code: ErrorCode, message: string }
   | null };

export type OwnRecordFragment = { __typename: 'Registration', id: string, care: { screenedAt: string | null, present: boolean | null, isKept: boolean, keptUntil: string, consentedUntil: string | null, intake: { savedAt: string, submittedAt: string | null } | null, plan: { savedAt: string } | null, jointPlan: { editedAt: string, bothAgreed: boolean } | null, openings: Array<{ by: string | null, how: CareOpeningHow, at: string }> } | null };

export type CareDataPageQueryVariables = Exact<{
  id: string;
}>;


export type CareDataPageQuery = { viewer: { id: string, serverTime: string, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive' }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration', isPair: boolean, id: string, intensive: { timeZone: string }, care: { screenedAt: string | null, present: boolean | null, isKept: boolean, keptUntil: string, consentedUntil: string | null, intake: { savedAt: string, submittedAt: string | null } | null, plan: { savedAt: string } | null, jointPlan: { editedAt: string, bothAgreed: boolean } | null, openings: Array<{ by: string | null, how: CareOpeningHow, at: string }> } | null }
    | { __typename: 'TaxChoice' }
   | null };

export type KeepMyCareRecordMutationVariables = Exact<{
  input: KeepMyCareRecordInput;
}>;


export type KeepMyCareRecordMutation = { answer:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'KeepMyCareRecordPayload', registration: { __typename: 'Registration', id: string, care: { screenedAt: string | null, present: boolean | null, isKept: boolean, keptUntil: string, consentedUntil: string | null, intake: { savedAt: string, submittedAt: string | null } | null, plan: { savedAt: string } | null, jointPlan: { editedAt: string, bothAgreed: boolean } | null, openings: Array<{ by: string | null, how: CareOpeningHow, at: string }> } | null } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   | null };

export type DeleteMyCareRecordsMutationVariables = Exact<{
  input: DeleteMyCareRecordsInput;
}>;


export type DeleteMyCareRecordsMutation = { answer:
    | { __typename: 'DeleteMyCareRecordsPayload', deleted: number }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   | null };

export type OwnPlanFragment = { __typename: 'Registration', id: string, care: { plan: { text: string, savedAt: string } | null } | null };

export type CarePlanPageQueryVariables = Exact<{
  id: string;
}>;


export type CarePlanPageQuery = { viewer: { id: string, agreements: Array<{ kind: AgreementKind, version: string | null, text: { version: string, effectiveOn: string, title: string, text: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive' }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration', endedAt: string | null, isPair: boolean, id: string, care: { form: { readers: string } | null, plan: { text: string, savedAt: string } | null } | null }
    | { __typename: 'TaxChoice' }
   | null };

export type SavePlanMutationVariables = Exact<{
  input: SavePlanInput;
}>;


export type SavePlanMutation = { answer:
    | { __typename: 'CareNotSetUpError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SavePlanPayload', registration: { __typename: 'Registration', id: string, care: { plan: { text: string, savedAt: string } | null } | null } | null }
    | { __typename: 'TherapyConsentRequiredError', code: ErrorCode, message: string }
   | null };

export type CareStandingFragment = { __typename: 'Registration', id: string, care: { screenedAt: string | null, form: { readers: string, readWithinDays: number } | null, intake: { savedAt: string, submittedAt: string | null } | null, openings: Array<{ by: string | null, at: string }> } | null };

export type SharedPlanFragment = { __typename: 'Registration', id: string, care: { jointPlan: { text: string, version: number, editedAt: string, agreed: boolean, bothAgreed: boolean } | null } | null };

export type SharedPlanPageQueryVariables = Exact<{
  id: string;
}>;


export type SharedPlanPageQuery = { viewer: { id: string, agreements: Array<{ kind: AgreementKind, version: string | null, text: { version: string, effectiveOn: string, title: string, text: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive' }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration', endedAt: string | null, isPair: boolean, partnerJoined: boolean | null, id: string, care: { form: { readers: string } | null, jointPlan: { text: string, version: number, editedAt: string, agreed: boolean, bothAgreed: boolean } | null } | null }
    | { __typename: 'TaxChoice' }
   | null };

export type ReadSharedPlanQueryVariables = Exact<{
  id: string;
}>;


export type ReadSharedPlanQuery = { viewer: { id: string } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive' }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration', id: string, care: { jointPlan: { text: string, version: number, editedAt: string, agreed: boolean, bothAgreed: boolean } | null } | null }
    | { __typename: 'TaxChoice' }
   | null };

export type SaveJointPlanMutationVariables = Exact<{
  input: SaveJointPlanInput;
}>;


export type SaveJointPlanMutation = { answer:
    | { __typename: 'CareNotSetUpError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'JointPlanChangedError', code: ErrorCode, message: string }
    | { __typename: 'NoPairError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SaveJointPlanPayload', registration: { __typename: 'Registration', id: string, care: { jointPlan: { text: string, version: number, editedAt: string, agreed: boolean, bothAgreed: boolean } | null } | null } | null }
    | { __typename: 'TherapyConsentRequiredError', code: ErrorCode, message: string }
   | null };

export type AgreeToJointPlanMutationVariables = Exact<{
  input: AgreeToJointPlanInput;
}>;


export type AgreeToJointPlanMutation = { answer:
    | { __typename: 'AgreeToJointPlanPayload', registration: { __typename: 'Registration', id: string, care: { jointPlan: { text: string, version: number, editedAt: string, agreed: boolean, bothAgreed: boolean } | null } | null } | null }
    | { __typename: 'CareNotSetUpError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'JointPlanChangedError', code: ErrorCode, message: string }
    | { __typename: 'NoPairError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TherapyConsentRequiredError', code: ErrorCode, message: string }
   | null };

export type CareListedFragment = { leads: boolean, missing: Array<CareFact>, people: Array<{ registrationId: string, name: string | null, email: string | null, state: RegistrationState, pairId: string | null, submittedAt: string | null, jointPlanAgreed: boolean, screenedAt: string | null, present: boolean | null }>, seats: Array<{ id: string, reference: string, state: RegistrationState, pairId: string | null }> };

export type CarePersonListedFragment = { registrationId: string, name: string | null, email: string | null, state: RegistrationState, pairId: string | null, submittedAt: string | null, jointPlanAgreed: boolean, screenedAt: string | null, present: boolean | null };

export type OpenCareRecordQueryVariables = Exact<{
  id: string;
  registration: string;
}>;


export type OpenCareRecordQuery = { node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive', id: string, careRecord: { jointPlan: string | null, intake: { goals: string, needs: string, channels: Array<CareChannel>, reachAt: string, reachWhen: string, doNotWrite: boolean, doNotLeaveMessage: boolean } | null } | null }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration' }
    | { __typename: 'TaxChoice' }
   | null };

export type ExportCareQueryVariables = Exact<{
  id: string;
}>;


export type ExportCareQuery = { node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive', id: string, careExport: string | null }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration' }
    | { __typename: 'TaxChoice' }
   | null };

export type RecordScreeningMutationVariables = Exact<{
  input: RecordScreeningInput;
}>;


export type RecordScreeningMutation = { answer:
    | { __typename: 'CareNotSetUpError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RecordScreeningPayload', person: { registrationId: string, name: string | null, email: string | null, state: RegistrationState, pairId: string | null, submittedAt: string | null, jointPlanAgreed: boolean, screenedAt: string | null, present: boolean | null } }
   | null };

export type WithdrawScreeningMutationVariables = Exact<{
  input: WithdrawScreeningInput;
}>;


export type WithdrawScreeningMutation = { answer:
    | { __typename: 'CareNotSetUpError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'WithdrawScreeningPayload', person: { registrationId: string, name: string | null, email: string | null, state: RegistrationState, pairId: string | null, submittedAt: string | null, jointPlanAgreed: boolean, screenedAt: string | null, present: boolean | null } }
   | null };

export type MarkPresenceMutationVariables = Exact<{
  input: MarkPresenceInput;
}>;


export type MarkPresenceMutation = { answer:
    | { __typename: 'CareNotSetUpError', code: ErrorCode, message: string }
    | { __typename: 'MarkPresencePayload', person: { registrationId: string, name: string | null, email: string | null, state: RegistrationState, pairId: string | null, submittedAt: string | null, jointPlanAgreed: boolean, screenedAt: string | null, present: boolean | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationStateError', code: ErrorCode, message: string }
   | null };

export type DeskCareQueryVariables = Exact<{
  org: string;
}>;


export type DeskCareQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, organization: { __typename: 'Organization', id: string, careSettings: { missing: Array<CareFact>, responsibleClinician: string | null, country: string | null, law: string | null, retentionDays: number, retentionLaw: string | null, privacyNotice: string | null, confidentialityLimits: string | null, processorReference: string | null, processorSignedOn: string | null, readers: string | null, readWithinDays: number | null, savedAt: string } | null } | null };

export type CareSaidFragment = { __typename: 'Organization', id: string, careSettings: { missing: Array<CareFact>, responsibleClinician: string | null, country: string | null, law: string | null, retentionDays: number, retentionLaw: string | null, privacyNotice: string | null, confidentialityLimits: string | null, processorReference: string | null, processorSignedOn: string | null, readers: string | null, readWithinDays: number | null, savedAt: string } | null };

export type SaveCareSettingsMutationVariables = Exact<{
  input: SetCareSettingsInput;
}>;


export type SaveCareSettingsMutation = { answer:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetCareSettingsPayload', organization: { __typename: 'Organization', id: string, careSettings: { missing: Array<CareFact>, responsibleClinician: string | null, country: string | null, law: string | null, retentionDays: number, retentionLaw: string | null, privacyNotice: string | null, confidentialityLimits: string | null, processorReference: string | null, processorSignedOn: string | null, readers: string | null, readWithinDays: number | null, savedAt: string } | null } }
   | null };

export type DeskConsultationsQueryVariables = Exact<{
  org: string;
  after?: string | null | undefined;
}>;


export type DeskConsultationsQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, organization: { __typename: 'Organization', id: string, intensives: { nodes: Array<{ __typename: 'Intensive', id: string, title: string, kind: IntensiveKind, timeZone: string, startsAt: string | null, publishedAt: string | null, cancelledAt: string | null, seatsLeft: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ConsultationsListedFragment = { __typename: 'Organization', id: string, intensives: { nodes: Array<{ __typename: 'Intensive', id: string, title: string, kind: IntensiveKind, timeZone: string, startsAt: string | null, publishedAt: string | null, cancelledAt: string | null, seatsLeft: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type MoreConsultationsQueryVariables = Exact<{
  org: string;
  after?: string | null | undefined;
}>;


export type MoreConsultationsQuery = { organization: { __typename: 'Organization', id: string, intensives: { nodes: Array<{ __typename: 'Intensive', id: string, title: string, kind: IntensiveKind, timeZone: string, startsAt: string | null, publishedAt: string | null, cancelledAt: string | null, seatsLeft: number }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ScheduleConsultationsMutationVariables = Exact<{
  input: ScheduleConsultationsInput;
}>;


export type ScheduleConsultationsMutation = { answer:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'IntensiveNotReadyError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ScheduleConsultationsPayload', intensives: Array<{ id: string }> }
    | { __typename: 'SlugTakenError', code: ErrorCode, message: string }
   | null };

export type TranscriptsQueryVariables = Exact<{ [key: string]: never; }>;


export type TranscriptsQuery = { viewer: { id: string, transcript: { totalHours: string, count: number }, licenses: Array<{ __typename: 'License', id: string, profession: string, jurisdiction: string, number: string | null, expiresOn: string | null, board: { name: string, website: string, professions: Array<{ key: string, title: string }> } | null, transcript: { unit: string | null, total: string, required: string | null, requiredBy: TranscriptRequiredBy | null, missing: string | null, askYourBoard: number, categoryNote: string | null, rowCount: number, pdfUrl: string, csvUrl: string, rows: { nodes: Array<{ status: TranscriptRowStatus, words: string, on: string, title: string, organization: string, format: string, enrollmentId: string | null, certificateNumber: string | null, category: string, counted: string | null, log: { studyHours: string } | null, awards: Array<{ id: string, joined: boolean }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, board: { name: string, kind: BoardKind } | null, cycle: { startsOn: string, endsOn: string } | null, cycles: Array<{ startsOn: string, endsOn: string }>, categories: Array<{ key: string | null, name: string, kind: TranscriptCategoryKind, earned: string, required: string | null, missing: string | null }>, selfStudy: { earned: string, counted: string, cap: string | null } | null } | null }>, transcriptLinks: { nodes: Array<{ __typename: 'TranscriptLink', id: string, licenseId: string, cycleStartsOn: string | null, rowCount: number, expiresOn: string, createdAt: string, revokedAt: string | null, works: boolean }> }, reportedCertificates: { nodes: Array<{ __typename: 'ReportedCertificate', id: string, title: string, provider: string, earnedOn: string, amount: string, unit: string, category: string | null, note: string | null }>, pageInfo: { hasNextPage: boolean } }, mail: { maskedAddress: string, bouncedAt: string | null } } | null };

export type TranscriptOfCycleQueryVariables = Exact<{
  licenseId: string;
  cycleStartsOn?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type TranscriptOfCycleQuery = { viewer: { id: string, creditTranscript: { unit: string | null, total: string, required: string | null, requiredBy: TranscriptRequiredBy | null, missing: string | null, askYourBoard: number, categoryNote: string | null, rowCount: number, pdfUrl: string, csvUrl: string, rows: { nodes: Array<{ status: TranscriptRowStatus, words: string, on: string, title: string, organization: string, format: string, enrollmentId: string | null, certificateNumber: string | null, category: string, counted: string | null, log: { studyHours: string } | null, awards: Array<{ id: string, joined: boolean }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, board: { name: string, kind: BoardKind } | null, cycle: { startsOn: string, endsOn: string } | null, cycles: Array<{ startsOn: string, endsOn: string }>, categories: Array<{ key: string | null, name: string, kind: TranscriptCategoryKind, earned: string, required: string | null, missing: string | null }>, selfStudy: { earned: string, counted: string, cap: string | null } | null } | null } | null };

export type TranscriptShownFragment = { unit: string | null, total: string, required: string | null, requiredBy: TranscriptRequiredBy | null, missing: string | null, askYourBoard: number, categoryNote: string | null, rowCount: number, pdfUrl: string, csvUrl: string, board: { name: string, kind: BoardKind } | null, cycle: { startsOn: string, endsOn: string } | null, cycles: Array<{ startsOn: string, endsOn: string }>, categories: Array<{ key: string | null, name: string, kind: TranscriptCategoryKind, earned: string, required: string | null, missing: string | null }>, selfStudy: { earned: string, counted: string, cap: string | null } | null };

export type TranscriptRowsFragment = { nodes: Array<{ status: TranscriptRowStatus, words: string, on: string, title: string, organization: string, format: string, enrollmentId: string | null, certificateNumber: string | null, category: string, counted: string | null, log: { studyHours: string } | null, awards: Array<{ id: string, joined: boolean }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

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

export type DeskQueryVariables = Exact<{ [key: string]: never; }>;


export type DeskQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }> } | null };

export type DeskRoleFragment = { role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } };

export type DeskCertificateQueryVariables = Exact<{
  org: string;
  certificate: string;
}>;


export type DeskCertificateQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }> } | null, organization: { __typename: 'Organization', id: string, timeZone: string, certificate: { printedName: string | null, predecessorNumber: string | null, certificate: { number: string, status: CertificateStatus, specimen: boolean, issuedAt: string, successorNumber: string | null, verifyUrl: string, courseTitle: string, courseVersion: string, hoursOfStudy: string, hoursAre: HoursKind, certifies: string | null, completedOn: string, expiresOn: string | null, sessions: Array<{ on: string, timeZone: string, place: string, format: string }>, revocation: { reason: RevocationReason, at: string } | null, credits: Array<{ body: string, amount: string, unit: string }> } } | null } | null };

export type DeskRevokeMutationVariables = Exact<{
  input: RevokeCertificateInput;
}>;


export type DeskRevokeMutation = { revokeCertificate:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
    | { certificate: { number: string } }
   | null };

export type DeskReissueMutationVariables = Exact<{
  input: ReissueCertificateInput;
}>;


export type DeskReissueMutation = { reissueCertificate:
    | { code: ErrorCode, message: string, successorNumber: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string, characters: Array<string> }
    | { code: ErrorCode, message: string }
    | { certificate: { number: string } }
   | null };

export type DeskCertificatesQueryVariables = Exact<{
  org: string;
}>;


export type DeskCertificatesQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }> } | null, organization: { __typename: 'Organization', id: string, certificates: { totalCount: number, nodes: Array<{ printedName: string | null, certificate: { number: string, status: CertificateStatus, courseTitle: string, completedOn: string, credits: Array<{ body: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type DeskFoundQueryVariables = Exact<{
  org: string;
  filter: IssuedCertificateFilter;
  after?: string | null | undefined;
}>;


export type DeskFoundQuery = { organization: { __typename: 'Organization', id: string, certificates: { totalCount: number, nodes: Array<{ printedName: string | null, certificate: { number: string, status: CertificateStatus, courseTitle: string, completedOn: string, credits: Array<{ body: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type DeskPageFragment = { totalCount: number, nodes: Array<{ printedName: string | null, certificate: { number: string, status: CertificateStatus, courseTitle: string, completedOn: string, credits: Array<{ body: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type DeskLookQueryVariables = Exact<{
  org: string;
}>;


export type DeskLookQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }> } | null, certificateDesigns: Array<{ design: CertificateDesign, paper: string, primary: string, accent: string }>, organization: { __typename: 'Organization', id: string, signatory: { name: string, title: string } | null, certificateLook: { design: CertificateDesign, primaryColor: string | null, accentColor: string | null, logo: { width: number, height: number, url: string } | null, signature: { width: number, height: number, url: string } | null } } | null };

export type DeskLookFactsFragment = { __typename: 'Organization', id: string, signatory: { name: string, title: string } | null, certificateLook: { design: CertificateDesign, primaryColor: string | null, accentColor: string | null, logo: { width: number, height: number, url: string } | null, signature: { width: number, height: number, url: string } | null } };

export type DeskPreviewMutationVariables = Exact<{
  input: PreviewCertificateLookInput;
}>;


export type DeskPreviewMutation = { previewCertificateLook:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
    | { form: PreviewForm, base64: string }
    | { code: ErrorCode, message: string }
   | null };

export type DeskSaveLookMutationVariables = Exact<{
  input: UpdateCertificateLookInput;
}>;


export type DeskSaveLookMutation = { updateCertificateLook:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { organization: { __typename: 'Organization', id: string, signatory: { name: string, title: string } | null, certificateLook: { design: CertificateDesign, primaryColor: string | null, accentColor: string | null, logo: { width: number, height: number, url: string } | null, signature: { width: number, height: number, url: string } | null } } }
   | null };

export type EnrollPageQueryVariables = Exact<{
  course: string;
}>;


export type EnrollPageQuery = { viewer: { id: string, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', language: string, title: string, hoursOfStudy: string, minimumAge: number, retiredAt: string | null, specimen: boolean, format: CourseFormat, id: string, planning: { minutes: number } | null, organization: { fictional: boolean }, viewerEnrollment: { id: string, purpose: EnrollmentPurpose } | null, quizzes: Array<{ kind: QuizKind, draw: number, passPercent: number, attempts: number | null }>, disclosures: { hash: string, items: Array<{ key: string, title: string, text: string }> } }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', id: string }
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
    | { __typename: 'NotInstructorError', code: ErrorCode, message: string }
    | { __typename: 'PlaceNotConfirmedError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
   | null };

export type HelpNoticeFragment = { country: string, title: string, for: string | null, hours: string | null, inWriting: string | null, text: string, phone: string | null, url: string | null, checkedOn: string, checkedHow: NoticeCheck | null };

export type LaterOfferFragment = { optedIn: boolean, rounds: Array<{ weeks: number, state: FollowUpState | null, opensOn: string | null }> };

export type StartLaterMutationVariables = Exact<{
  input: StartFollowUpInput;
}>;


export type StartLaterMutation = { startFollowUp:
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'StartFollowUpPayload', enrollment: { __typename: 'Enrollment', id: string, followUp: { optedIn: boolean, rounds: Array<{ weeks: number, state: FollowUpState | null, opensOn: string | null }> } | null } }
   | null };

export type StopLaterMutationVariables = Exact<{
  input: StopFollowUpInput;
}>;


export type StopLaterMutation = { stopFollowUp:
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'StopFollowUpPayload', enrollment: { __typename: 'Enrollment', id: string, followUp: { optedIn: boolean, rounds: Array<{ weeks: number, state: FollowUpState | null, opensOn: string | null }> } | null } }
   | null };

export type LearnQueryVariables = Exact<{ [key: string]: never; }>;


export type LearnQuery = { viewer: { id: string, serverTime: string, organizations: Array<{ role: MemberRole }>, openAttempts: Array<{ __typename: 'QuizAttempt', id: string, dueAt: string | null, quiz: { __typename: 'Quiz', id: string, title: string }, enrollment: { __typename: 'Enrollment', id: string, course: { language: string, title: string } } }>, enrollments: { nodes: Array<{ __typename: 'Enrollment', id: string, purpose: EnrollmentPurpose, basis: AwardBasis, round: number, enrolledAt: string, claimedAt: string | null, withdrawnAt: string | null, certificateNumber: string | null, course: { language: string, title: string }, progress: { modulesCompleted: number, modulesTotal: number, secondsCounted: number, secondsRequired: number }, nextModule: { __typename: 'EnrolledModule', id: string, number: number, title: string, secondsCounted: number, secondsRequired: number, furthestPermille: number } | null }> }, certificates: { nodes: Array<{ __typename: 'Certificate', id: string, number: string, courseTitle: string, completedOn: string, hoursOfStudy: string, hoursAre: HoursKind, certifies: string | null, status: CertificateStatus }> }, registrations: { nodes: Array<{ __typename: 'Registration', id: string, state: RegistrationState, intensive: { id: string, title: string } }> }, mail: { maskedAddress: string, bouncedAt: string | null } } | null };

export type ModulePageQueryVariables = Exact<{
  id: string;
  number: number;
}>;


export type ModulePageQuery = { viewer: { id: string, serverTime: string, agreements: Array<{ version: string | null, text: { version: string } }>, profile: { country: string | null }, studySession: { id: string, lastBeatAt: string, sameBrowser: boolean, module: { id: string } } | null, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', claimedAt: string | null, withdrawnAt: string | null, contentDoneAt: string | null, purpose: EnrollmentPurpose, id: string, course: { language: string, title: string, downloads: Array<{ title: string, forWhom: string, kind: FileKind, sizeBytes: number, pages: number | null, file: { path: string, url: string } | null, letter: { path: string, url: string } | null }>, organization: { accommodationContact: string }, safetyNotices: Array<{ country: string, title: string, for: string | null, hours: string | null, inWriting: string | null, text: string, phone: string | null, url: string | null, checkedOn: string, checkedHow: NoticeCheck | null }> }, modules: Array<{ __typename: 'EnrolledModule', id: string, number: number, title: string, completedAt: string | null, secondsCounted: number, secondsRequired: number }>, module: { __typename: 'EnrolledModule', id: string, number: number, kind: ModuleKind, title: string, secondsCounted: number, secondsRequired: number, furthestPermille: number, checkPassedAt: string | null, hasCheck: boolean, completedAt: string | null, reflection: string | null, reflectionVersion: number, objectives: Array<{ key: string, text: string }>, text: { body: string, videoUrl: string | null, transcript: string | null, reflectionPrompt: string | null, marks: { claims: Array<{ key: string, grade: EvidenceGrade, whatWouldChangeIt: string, sources: Array<{ key: string }> }>, terms: Array<{ key: string, term: string, meaning: string }>, references: Array<{ key: string, citation: string, doi: string | null, url: string | null }>, modules: Array<{ key: string, position: number, title: string }> } | null, practice: { case: { title: string, scenes: Array<{ key: string, title: string | null, text: string, ending: string | null, choices: Array<{ text: string, to: string }> }> } | null, writing: { example: string, rubric: Array<string> } | null } | null, files: Array<{ path: string, url: string, kind: FileKind, sizeBytes: number, width: number | null, height: number | null, transcript: string | null, captionsUrl: string | null, attribution: string | null, license: string | null }> }, errata: Array<{ key: string, publishedOn: string, text: string }>, blockers: Array<
          | { code: BlockerCode, message: string }
          | { code: BlockerCode, message: string }
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

export type FileOfTextFragment = { path: string, url: string, kind: FileKind, sizeBytes: number, width: number | null, height: number | null, transcript: string | null, captionsUrl: string | null, attribution: string | null, license: string | null };

type ToDo_ApprovalNotInForceBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_AttemptsUsedBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_AttendanceOpenBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_AttendanceShortBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_AttestationBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_AttestationNameBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_CheckNotPassedBlocker_Fragment = { quizId: string, code: BlockerCode, message: string };

type ToDo_ClaimDeadlineBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_CompletionRevokedBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_DailyLimitBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_EvaluationBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_EvaluationDeadlineBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_InstructorNotNamedBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_LicenseExpiredBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_LicenseMissingBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_LicenseProfessionBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_ModuleIncompleteBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_NameBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_NotReadToEndBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_OfferNotOpenBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_OfferWithdrawnBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_PaymentDueBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_PlaceEndedBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_PostTestBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_RepeatCreditBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_RequiredObjectiveBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_TeachingNotCreditedBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_TeachingShortBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_TeachingUnstatedBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_TimeShortBlocker_Fragment = { code: BlockerCode, message: string };

type ToDo_TrainingCanceledBlocker_Fragment = { code: BlockerCode, message: string };

export type ToDoFragment =
  | ToDo_ApprovalNotInForceBlocker_Fragment
  | ToDo_AttemptsUsedBlocker_Fragment
  | ToDo_AttendanceOpenBlocker_Fragment
  | ToDo_AttendanceShortBlocker_Fragment
  | ToDo_AttestationBlocker_Fragment
  | ToDo_AttestationNameBlocker_Fragment
  | ToDo_CheckNotPassedBlocker_Fragment
  | ToDo_ClaimDeadlineBlocker_Fragment
  | ToDo_CompletionRevokedBlocker_Fragment
  | ToDo_DailyLimitBlocker_Fragment
  | ToDo_EvaluationBlocker_Fragment
  | ToDo_EvaluationDeadlineBlocker_Fragment
  | ToDo_InstructorNotNamedBlocker_Fragment
  | ToDo_LicenseExpiredBlocker_Fragment
  | ToDo_LicenseMissingBlocker_Fragment
  | ToDo_LicenseProfessionBlocker_Fragment
  | ToDo_ModuleIncompleteBlocker_Fragment
  | ToDo_NameBlocker_Fragment
  | ToDo_NotReadToEndBlocker_Fragment
  | ToDo_OfferNotOpenBlocker_Fragment
  | ToDo_OfferWithdrawnBlocker_Fragment
  | ToDo_PaymentDueBlocker_Fragment
  | ToDo_PlaceEndedBlocker_Fragment
  | ToDo_PostTestBlocker_Fragment
  | ToDo_RepeatCreditBlocker_Fragment
  | ToDo_RequiredObjectiveBlocker_Fragment
  | ToDo_TeachingNotCreditedBlocker_Fragment
  | ToDo_TeachingShortBlocker_Fragment
  | ToDo_TeachingUnstatedBlocker_Fragment
  | ToDo_TimeShortBlocker_Fragment
  | ToDo_TrainingCanceledBlocker_Fragment
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

export type ConsentFactsFragment = { kind: AgreementKind, version: string | null, text: { version: string, effectiveOn: string, title: string, text: string } };

export type ReflectionConsentQueryVariables = Exact<{ [key: string]: never; }>;


export type ReflectionConsentQuery = { viewer: { id: string, agreements: Array<{ kind: AgreementKind, version: string | null, text: { version: string, effectiveOn: string, title: string, text: string } }> } | null };

export type GiveReflectionConsentMutationVariables = Exact<{
  input: AgreeToTextsInput;
}>;


export type GiveReflectionConsentMutation = { agreeToTexts:
    | { __typename: 'AgreeToTextsPayload' }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'TextChangedError', code: ErrorCode, message: string }
   | null };

export type KeepReflectionMutationVariables = Exact<{
  input: SaveReflectionInput;
}>;


export type KeepReflectionMutation = { saveReflection:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReflectionChangedError', version: number, text: string, code: ErrorCode, message: string }
    | { __typename: 'SaveReflectionPayload', reflection: { text: string, version: number } }
    | { __typename: 'TherapyConsentRequiredError', consentVersion: string, code: ErrorCode, message: string }
   | null };

export type RoundQueryVariables = Exact<{
  id: string;
}>;


export type RoundQuery = { viewer: { id: string, serverTime: string, profile: { country: string | null }, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', purpose: EnrollmentPurpose, basis: AwardBasis, round: number, specimen: boolean, enrolledAt: string, claimedAt: string | null, withdrawnAt: string | null, contentDoneAt: string | null, passedAt: string | null, evaluatedAt: string | null, attestedAt: string | null, certificateNumber: string | null, id: string, followUp: { optedIn: boolean, rounds: Array<{ weeks: number, state: FollowUpState | null, opensOn: string | null }> } | null, course: { language: string, slug: string, title: string, version: string, newerVersion: string | null, approvalStatus: string, specimen: boolean, hoursOfStudy: string, planning: { minutes: number } | null, organization: { legalName: string, fictional: boolean, accommodationContact: string }, safetyNotices: Array<{ country: string, title: string, for: string | null, hours: string | null, inWriting: string | null, text: string, phone: string | null, url: string | null, checkedOn: string, checkedHow: NoticeCheck | null }> }, progress: { modulesCompleted: number, modulesTotal: number, secondsCounted: number, secondsRequired: number }, nextModule: { id: string, number: number } | null, modules: Array<{ __typename: 'EnrolledModule', id: string, number: number, title: string, completedAt: string | null, secondsCounted: number, secondsRequired: number }>, blockers: Array<
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
        | { legalName: string | null, code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { quizId: string, attemptsLeft: number | null, retryAt: string | null, passPercent: number | null, bestScorePercent: number | null, code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
        | { code: BlockerCode, message: string }
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

export type StatementQueryVariables = Exact<{
  id: string;
}>;


export type StatementQuery = { viewer: { id: string, profile: { legalName: string | null }, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', purpose: EnrollmentPurpose, basis: AwardBasis, contentDoneAt: string | null, passedAt: string | null, evaluatedAt: string | null, attestedAt: string | null, claimedAt: string | null, withdrawnAt: string | null, id: string, blockers: Array<
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

export type TaughtPageQueryVariables = Exact<{
  intensive: string;
}>;


export type TaughtPageQuery = { viewer: { id: string, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive', id: string, title: string, timeZone: string, disclosures: { hash: string, items: Array<{ key: string, title: string, text: string }> } | null, taught: Array<{ id: string, partId: string, part: string, instructor: string, yours: boolean, minutes: number, statedAt: string, takenBackAt: string | null, reason: string | null }>, viewerTeaching: { course: { id: string, minimumAge: number, creditOffers: Array<{ offer: { id: string, body: string, rules: Array<{ name: string }> } }> }, enrollment: { id: string, claimedAt: string | null, offers: Array<{ offerId: string, body: string, amountInWords: string | null, claimable: boolean, blockers: Array<
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
            > }> } | null } | null }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration' }
    | { __typename: 'TaxChoice' }
   | null };

export type EvaluationQueryVariables = Exact<{
  id: string;
}>;


export type EvaluationQuery = { viewer: { id: string, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
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

export type EventReportQueryVariables = Exact<{
  id: string;
}>;


export type EventReportQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole, permissions: Array<Permission>, organization: { __typename: 'Organization', id: string, slug: string, legalName: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive', id: string, title: string, evaluation: Array<{ answers: number | null, average: number | null, texts: Array<string>, item: { key: string, kind: EvaluationItemKind, group: EvaluationItemGroup, text: string, options: Array<string> }, options: Array<{ option: string, answers: number }> }> | null, objectiveResults: Array<{ key: string, text: string, results: Array<{ stage: ResultStage, weeks: number | null, people: number | null, rightPercent: number | null }> }> | null }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration' }
    | { __typename: 'TaxChoice' }
   | null };

export type LaterPageQueryVariables = Exact<{
  id: string;
  number: number;
}>;


export type LaterPageQuery = { viewer: { id: string, agreements: Array<{ version: string | null, text: { version: string } }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', id: string, course: { language: string }, followUp: { optedIn: boolean, round: { weeks: number, state: FollowUpState | null, opensOn: string | null, open: string, tried: { text: string, version: number }, questions: Array<{ key: string, position: number, type: QuestionType, prompt: string, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, sharedPlaces: Array<{ optionIds: Array<string> }>, rationales: Array<{ optionId: string, text: string }> } | null }> } | null } | null }
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

export type AnswerLaterMutationVariables = Exact<{
  input: AnswerRecallQuestionInput;
  number: number;
}>;


export type AnswerLaterMutation = { answerRecallQuestion:
    | { __typename: 'AnswerRecallQuestionPayload', enrollment: { __typename: 'Enrollment', id: string, followUp: { optedIn: boolean, round: { weeks: number, state: FollowUpState | null, opensOn: string | null, open: string, tried: { text: string, version: number }, questions: Array<{ key: string, position: number, type: QuestionType, prompt: string, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, sharedPlaces: Array<{ optionIds: Array<string> }>, rationales: Array<{ optionId: string, text: string }> } | null }> } | null } | null } }
    | { __typename: 'EnrollmentClosedError', code: ErrorCode, message: string }
    | { __typename: 'FollowUpClosedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
   | null };

export type KeepTriedMutationVariables = Exact<{
  input: SaveTriedInput;
}>;


export type KeepTriedMutation = { saveTried:
    | { __typename: 'FollowUpClosedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ReflectionChangedError', version: number, text: string, code: ErrorCode, message: string }
    | { __typename: 'SaveTriedPayload', reflection: { text: string, version: number } }
    | { __typename: 'TherapyConsentRequiredError', consentVersion: string, code: ErrorCode, message: string }
   | null };

export type LaterRoundFragment = { weeks: number, state: FollowUpState | null, opensOn: string | null, open: string, tried: { text: string, version: number }, questions: Array<{ key: string, position: number, type: QuestionType, prompt: string, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, sharedPlaces: Array<{ optionIds: Array<string> }>, rationales: Array<{ optionId: string, text: string }> } | null }> };

export type JoinPageQueryVariables = Exact<{
  secret: string;
}>;


export type JoinPageQuery = { viewer: { id: string, invitation: { isPair: boolean, intensive: { title: string, place: string, timeZone: string, startsAt: string | null, endsAt: string | null, kind: IntensiveKind, instructors: Array<{ name: string, credentials: string }>, policy: { text: string, refunds: Array<{ percent: number, words: string }> }, organization: { legalName: string, screensPairs: boolean } } } | null, mail: { maskedAddress: string, bouncedAt: string | null } } | null };

export type AcceptPairMutationVariables = Exact<{
  input: AcceptPairInput;
}>;


export type AcceptPairMutation = { answer:
    | { __typename: 'AcceptPairPayload', registration: { id: string } }
    | { __typename: 'AlreadyRegisteredError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'InvitedElsewhereError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
    | { __typename: 'SharedMailboxError', code: ErrorCode, message: string }
   | null };

export type ClaimPlaceMutationVariables = Exact<{
  input: ClaimPlaceInput;
}>;


export type ClaimPlaceMutation = { answer:
    | { __typename: 'AlreadyRegisteredError', code: ErrorCode, message: string }
    | { __typename: 'ClaimPlacePayload', registration: { id: string } | null }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaidPlaceError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationStateError', code: ErrorCode, message: string }
    | { __typename: 'TransferClosedError', code: ErrorCode, message: string }
   | null };

export type RegisterPageQueryVariables = Exact<{
  intensive: string;
}>;


export type RegisterPageQuery = { viewer: { id: string, profile: { legalName: string | null, country: string | null }, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', id: string }
    | { __typename: 'Intensive', kind: IntensiveKind, title: string, statementShows: string, place: string, timeZone: string, startsAt: string | null, endsAt: string | null, admission: Admission, cancelledAt: string | null, mayBeInvoiced: boolean, id: string, seats: { left: number, waiting: number, keptMinutes: number }, price: { label: string, amount: { amountMinor: number, words: string } } | null, grantedPrice: { words: string, amountMinor: number } | null, policy: { text: string, sha256: string, transfers: string | null, refunds: Array<{ percent: number, words: string }> }, organization: { legalName: string, accommodationContact: string } }
    | { __typename: 'License', id: string }
    | { __typename: 'Module', id: string }
    | { __typename: 'Order', id: string }
    | { __typename: 'Organization', id: string }
    | { __typename: 'Quiz', id: string }
    | { __typename: 'QuizAttempt', id: string }
    | { __typename: 'Registration', id: string }
    | { __typename: 'TaxChoice', id: string }
   | null };

export type RegisterForIntensiveMutationVariables = Exact<{
  input: RegisterForIntensiveInput;
}>;


export type RegisterForIntensiveMutation = { answer:
    | { __typename: 'AlreadyRegisteredError', code: ErrorCode, message: string, registrationId: string }
    | { __typename: 'AmountTooHighError', code: ErrorCode, message: string }
    | { __typename: 'ApplicationNeededError', code: ErrorCode, message: string }
    | { __typename: 'BeingPaidError', code: ErrorCode, message: string }
    | { __typename: 'BelowMinimumError', code: ErrorCode, message: string }
    | { __typename: 'BuyerCountryNeededError', code: ErrorCode, message: string }
    | { __typename: 'BuyerCountryNotCoveredError', code: ErrorCode, message: string }
    | { __typename: 'CheckoutOverError', code: ErrorCode, message: string }
    | { __typename: 'CodeElsewhereError', code: ErrorCode, message: string }
    | { __typename: 'CodeExpiredError', code: ErrorCode, message: string }
    | { __typename: 'CodeNotCombinedError', code: ErrorCode, message: string }
    | { __typename: 'CodeNotYetError', code: ErrorCode, message: string }
    | { __typename: 'CodeUnknownError', code: ErrorCode, message: string }
    | { __typename: 'CodeUsedUpError', code: ErrorCode, message: string }
    | { __typename: 'HoldEndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'InvoiceNotOfferedError', code: ErrorCode, message: string }
    | { __typename: 'NoOfferError', code: ErrorCode, message: string }
    | { __typename: 'NotForSaleError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrderOpenError', code: ErrorCode, message: string }
    | { __typename: 'PayerNameNeededError', code: ErrorCode, message: string }
    | { __typename: 'PaymentNeededError', code: ErrorCode, message: string }
    | { __typename: 'PaymentRefusedError', code: ErrorCode, message: string }
    | { __typename: 'PaymentsDownError', code: ErrorCode, message: string }
    | { __typename: 'PaymentsUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'PolicyChangedError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
    | { __typename: 'RegisterForIntensivePayload', payment: { url: string, expiresAt: string } | null, registrations: Array<{ id: string }> }
    | { __typename: 'RegistrationClosedError', code: ErrorCode, message: string }
    | { __typename: 'ScreeningNeededError', code: ErrorCode, message: string }
    | { __typename: 'SoldOutError', code: ErrorCode, message: string, waitlist: boolean }
    | { __typename: 'TaxIdNeededError', code: ErrorCode, message: string }
    | { __typename: 'TooManyHoldsError', code: ErrorCode, message: string }
   | null };

export type RegisterFreeMutationVariables = Exact<{
  input: RegisterFreeInput;
}>;


export type RegisterFreeMutation = { answer:
    | { __typename: 'AlreadyRegisteredError', code: ErrorCode, message: string, registrationId: string }
    | { __typename: 'ApplicationNeededError', code: ErrorCode, message: string }
    | { __typename: 'HoldEndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaymentNeededError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
    | { __typename: 'RegisterFreePayload', registration: { id: string } }
    | { __typename: 'RegistrationClosedError', code: ErrorCode, message: string }
    | { __typename: 'ScreeningNeededError', code: ErrorCode, message: string }
    | { __typename: 'SoldOutError', code: ErrorCode, message: string, waitlist: boolean }
    | { __typename: 'TooManyHoldsError', code: ErrorCode, message: string }
   | null };

export type ApplyMutationVariables = Exact<{
  input: ApplyToIntensiveInput;
}>;


export type ApplyMutation = { answer:
    | { __typename: 'ApplyToIntensivePayload', registration: { id: string } }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NoApplicationsError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationClosedError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationStateError', code: ErrorCode, message: string }
   | null };

export type JoinWaitlistMutationVariables = Exact<{
  input: JoinWaitlistInput;
}>;


export type JoinWaitlistMutation = { answer:
    | { __typename: 'AlreadyRegisteredError', code: ErrorCode, message: string }
    | { __typename: 'ApplicationNeededError', code: ErrorCode, message: string }
    | { __typename: 'JoinWaitlistPayload', entry: { id: string, place: number | null } | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PlacesLeftError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationClosedError', code: ErrorCode, message: string }
   | null };

export type PlaceFragment = { __typename: 'Registration', id: string, state: RegistrationState, keptUntil: string | null, extendable: boolean, isPair: boolean, partnerJoined: boolean | null, linked: boolean, venue: string | null, link: string | null, confirmedAt: string | null, endedAt: string | null, calendarFile: string | null, intensive: { id: string, slug: string, title: string, place: string, timeZone: string, startsAt: string | null, endsAt: string | null, policy: { sha256: string }, price: { amount: { words: string, amountMinor: number } } | null }, states: Array<{ state: RegistrationState, because: RegistrationReason, at: string }>, asked: Array<{ changeId: string, says: Array<string>, answerBy: string, answer: string | null }>, cancellation: { percent: number, rule: string, refund: { words: string } | null } | null };

export type RegistrationsQueryVariables = Exact<{ [key: string]: never; }>;


export type RegistrationsQuery = { viewer: { id: string, registrations: { nodes: Array<{ __typename: 'Registration', id: string, state: RegistrationState, keptUntil: string | null, extendable: boolean, isPair: boolean, partnerJoined: boolean | null, linked: boolean, venue: string | null, link: string | null, confirmedAt: string | null, endedAt: string | null, calendarFile: string | null, intensive: { id: string, slug: string, title: string, place: string, timeZone: string, startsAt: string | null, endsAt: string | null, policy: { sha256: string }, price: { amount: { words: string, amountMinor: number } } | null }, states: Array<{ state: RegistrationState, because: RegistrationReason, at: string }>, asked: Array<{ changeId: string, says: Array<string>, answerBy: string, answer: string | null }>, cancellation: { percent: number, rule: string, refund: { words: string } | null } | null }> }, waitlist: Array<{ __typename: 'WaitlistEntry', id: string, place: number | null, seats: number, joinedAt: string, offeredUntil: string | null, intensive: { id: string, slug: string, title: string, timeZone: string, startsAt: string | null, endsAt: string | null, policy: { sha256: string }, price: { amount: { words: string, amountMinor: number } } | null } }>, orders: { nodes: Array<{ __typename: 'Order', id: string, state: OrderState, soldAs: string, total: { words: string }, due: { words: string, amountMinor: number }, places: Array<{ registrationId: string | null }>, documents: Array<{ label: string, url: string, isCreditNote: boolean }> }> }, mail: { maskedAddress: string, bouncedAt: string | null } } | null };

export type RegistrationPageQueryVariables = Exact<{
  id: string;
}>;


export type RegistrationPageQuery = { node:
    | { __typename: 'Approval' }
    | { __typename: 'Certificate' }
    | { __typename: 'Course' }
    | { __typename: 'CreditOffer' }
    | { __typename: 'EnrolledCourse' }
    | { __typename: 'EnrolledModule' }
    | { __typename: 'Enrollment' }
    | { __typename: 'Intensive' }
    | { __typename: 'License' }
    | { __typename: 'Module' }
    | { __typename: 'Order' }
    | { __typename: 'Organization' }
    | { __typename: 'Quiz' }
    | { __typename: 'QuizAttempt' }
    | { __typename: 'Registration', id: string, state: RegistrationState, keptUntil: string | null, extendable: boolean, isPair: boolean, partnerJoined: boolean | null, linked: boolean, venue: string | null, link: string | null, confirmedAt: string | null, endedAt: string | null, calendarFile: string | null, intensive: { kind: IntensiveKind, statementShows: string, endsAt: string | null, id: string, slug: string, title: string, place: string, timeZone: string, startsAt: string | null, instructors: Array<{ name: string, credentials: string }>, organization: { __typename: 'Organization', id: string, accommodationContact: string, accommodationLeadDays: number | null }, policy: { sha256: string }, price: { amount: { words: string, amountMinor: number } } | null }, attendance: { registrationId: string, minutes: number, attended: number, days: Array<{ openSince: string | null, session: { id: string, day: string, timeZone: string }, parts: Array<{ minutes: number, attended: number, part: { id: string, title: string, startsAt: string, endsAt: string } }>, signed: Array<{ id: string, kind: AttendanceKind, occurredAt: string, recordedAt: string, source: AttendanceSource, partId: string | null, reason: string | null, takenAway: string | null }> }> } | null, accommodations: { mayAsk: boolean, left: number, readBy: AccommodationReaders, requests: Array<{ id: string, need: string | null, fromOn: string | null, untilOn: string | null, mailAnswer: boolean, askedAt: string, state: AccommodationState, states: Array<{ state: AccommodationState, answer: string | null, reason: string | null, byName: string | null, at: string }> }> } | null, care: { screenedAt: string | null, form: { readers: string, readWithinDays: number } | null, intake: { savedAt: string, submittedAt: string | null } | null, openings: Array<{ by: string | null, at: string }> } | null, states: Array<{ state: RegistrationState, because: RegistrationReason, at: string }>, asked: Array<{ changeId: string, says: Array<string>, answerBy: string, answer: string | null }>, cancellation: { percent: number, rule: string, refund: { words: string } | null } | null }
    | { __typename: 'TaxChoice' }
   | null, viewer: { id: string, orders: { nodes: Array<{ __typename: 'Order', id: string, state: OrderState, soldAs: string, total: { words: string }, due: { words: string, amountMinor: number }, places: Array<{ registrationId: string | null }>, documents: Array<{ label: string, url: string, isCreditNote: boolean }> }> }, mail: { maskedAddress: string, bouncedAt: string | null } } | null };

export type CancelPlaceMutationVariables = Exact<{
  input: CancelRegistrationInput;
}>;


export type CancelPlaceMutation = { answer:
    | { __typename: 'CancelRegistrationPayload', registration: { __typename: 'Registration', id: string, state: RegistrationState, keptUntil: string | null, extendable: boolean, isPair: boolean, partnerJoined: boolean | null, linked: boolean, venue: string | null, link: string | null, confirmedAt: string | null, endedAt: string | null, calendarFile: string | null, intensive: { id: string, slug: string, title: string, place: string, timeZone: string, startsAt: string | null, endsAt: string | null, policy: { sha256: string }, price: { amount: { words: string, amountMinor: number } } | null }, states: Array<{ state: RegistrationState, because: RegistrationReason, at: string }>, asked: Array<{ changeId: string, says: Array<string>, answerBy: string, answer: string | null }>, cancellation: { percent: number, rule: string, refund: { words: string } | null } | null } | null }
    | { __typename: 'CreditIssuedError', code: ErrorCode, message: string }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrderStateError', code: ErrorCode, message: string }
    | { __typename: 'PaidPlaceError', code: ErrorCode, message: string }
    | { __typename: 'PaymentsDownError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationStateError', code: ErrorCode, message: string }
   | null };

export type PayOrderMutationVariables = Exact<{
  input: PayOrderInput;
}>;


export type PayOrderMutation = { answer:
    | { __typename: 'AmountTooHighError', code: ErrorCode, message: string }
    | { __typename: 'BelowMinimumError', code: ErrorCode, message: string }
    | { __typename: 'CheckoutOverError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PayOrderPayload', payment: { url: string } | null }
    | { __typename: 'PaymentRefusedError', code: ErrorCode, message: string }
    | { __typename: 'PaymentsDownError', code: ErrorCode, message: string }
    | { __typename: 'PaymentsUnavailableError', code: ErrorCode, message: string }
   | null };

export type ExtendHoldMutationVariables = Exact<{
  input: ExtendHoldInput;
}>;


export type ExtendHoldMutation = { answer:
    | { __typename: 'ExtendHoldPayload', keptUntil: string }
    | { __typename: 'HoldEndedError', code: ErrorCode, message: string }
    | { __typename: 'HoldExtendedError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'PaidPlaceError', code: ErrorCode, message: string }
   | null };

export type InvitePartnerMutationVariables = Exact<{
  input: InvitePartnerInput;
}>;


export type InvitePartnerMutation = { answer:
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'InvitePartnerPayload', registration: { __typename: 'Registration', id: string, state: RegistrationState, keptUntil: string | null, extendable: boolean, isPair: boolean, partnerJoined: boolean | null, linked: boolean, venue: string | null, link: string | null, confirmedAt: string | null, endedAt: string | null, calendarFile: string | null, intensive: { id: string, slug: string, title: string, place: string, timeZone: string, startsAt: string | null, endsAt: string | null, policy: { sha256: string }, price: { amount: { words: string, amountMinor: number } } | null }, states: Array<{ state: RegistrationState, because: RegistrationReason, at: string }>, asked: Array<{ changeId: string, says: Array<string>, answerBy: string, answer: string | null }>, cancellation: { percent: number, rule: string, refund: { words: string } | null } | null } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationStateError', code: ErrorCode, message: string }
    | { __typename: 'SharedMailboxError', code: ErrorCode, message: string }
   | null };

export type AnswerChangeMutationVariables = Exact<{
  input: AnswerChangeInput;
}>;


export type AnswerChangeMutation = { answer:
    | { __typename: 'AnswerChangePayload', registration: { __typename: 'Registration', id: string, state: RegistrationState, keptUntil: string | null, extendable: boolean, isPair: boolean, partnerJoined: boolean | null, linked: boolean, venue: string | null, link: string | null, confirmedAt: string | null, endedAt: string | null, calendarFile: string | null, intensive: { id: string, slug: string, title: string, place: string, timeZone: string, startsAt: string | null, endsAt: string | null, policy: { sha256: string }, price: { amount: { words: string, amountMinor: number } } | null }, states: Array<{ state: RegistrationState, because: RegistrationReason, at: string }>, asked: Array<{ changeId: string, says: Array<string>, answerBy: string, answer: string | null }>, cancellation: { percent: number, rule: string, refund: { words: string } | null } | null } | null }
    | { __typename: 'AnswerTooLateError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrderStateError', code: ErrorCode, message: string }
    | { __typename: 'PaidPlaceError', code: ErrorCode, message: string }
    | { __typename: 'PaymentsDownError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationStateError', code: ErrorCode, message: string }
   | null };

export type AcceptOfferMutationVariables = Exact<{
  input: AcceptWaitlistOfferInput;
}>;


export type AcceptOfferMutation = { answer:
    | { __typename: 'AcceptWaitlistOfferPayload', payment: { url: string } | null, registrations: Array<{ id: string }> }
    | { __typename: 'AlreadyRegisteredError', code: ErrorCode, message: string }
    | { __typename: 'AmountTooHighError', code: ErrorCode, message: string }
    | { __typename: 'ApplicationNeededError', code: ErrorCode, message: string }
    | { __typename: 'BeingPaidError', code: ErrorCode, message: string }
    | { __typename: 'BelowMinimumError', code: ErrorCode, message: string }
    | { __typename: 'BuyerCountryNeededError', code: ErrorCode, message: string }
    | { __typename: 'BuyerCountryNotCoveredError', code: ErrorCode, message: string }
    | { __typename: 'CheckoutOverError', code: ErrorCode, message: string }
    | { __typename: 'CodeElsewhereError', code: ErrorCode, message: string }
    | { __typename: 'CodeExpiredError', code: ErrorCode, message: string }
    | { __typename: 'CodeNotCombinedError', code: ErrorCode, message: string }
    | { __typename: 'CodeNotYetError', code: ErrorCode, message: string }
    | { __typename: 'CodeUnknownError', code: ErrorCode, message: string }
    | { __typename: 'CodeUsedUpError', code: ErrorCode, message: string }
    | { __typename: 'HoldEndedError', code: ErrorCode, message: string }
    | { __typename: 'InvalidInputError', code: ErrorCode, message: string }
    | { __typename: 'InvoiceNotOfferedError', code: ErrorCode, message: string }
    | { __typename: 'NoOfferError', code: ErrorCode, message: string }
    | { __typename: 'NotForSaleError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'OrderOpenError', code: ErrorCode, message: string }
    | { __typename: 'PayerNameNeededError', code: ErrorCode, message: string }
    | { __typename: 'PaymentNeededError', code: ErrorCode, message: string }
    | { __typename: 'PaymentRefusedError', code: ErrorCode, message: string }
    | { __typename: 'PaymentsDownError', code: ErrorCode, message: string }
    | { __typename: 'PaymentsUnavailableError', code: ErrorCode, message: string }
    | { __typename: 'PolicyChangedError', code: ErrorCode, message: string }
    | { __typename: 'RateLimitedError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationClosedError', code: ErrorCode, message: string }
    | { __typename: 'ScreeningNeededError', code: ErrorCode, message: string }
    | { __typename: 'SoldOutError', code: ErrorCode, message: string }
    | { __typename: 'TaxIdNeededError', code: ErrorCode, message: string }
    | { __typename: 'TooManyHoldsError', code: ErrorCode, message: string }
   | null };

export type LeaveWaitlistMutationVariables = Exact<{
  input: LeaveWaitlistInput;
}>;


export type LeaveWaitlistMutation = { answer:
    | { __typename: 'LeaveWaitlistPayload' }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'RegistrationStateError', code: ErrorCode, message: string }
   | null };

export type WalletCertificateQueryVariables = Exact<{
  certificate: string;
}>;


export type WalletCertificateQuery = { viewer: { id: string, certificate: { __typename: 'Certificate', id: string, number: string, status: CertificateStatus, specimen: boolean, sealing: Sealing, printedName: string | null, nameShared: boolean, issuedAt: string, verifyUrl: string, credentialUrl: string, certifies: string | null, courseTitle: string, courseVersion: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string>, colors: { paper: string, text: string, primary: string, accent: string, line: string }, printed: { organizationEmail: string, issuerTimeZone: string, passPercent: number | null }, sessions: Array<{ on: string, timeZone: string, place: string, format: string }>, credits: Array<{ body: string, providerNumber: string | null, amount: string, unit: string, statement: string, countsOn: string }>, revocation: { reason: RevocationReason, at: string } | null, nameCorrection: { __typename: 'NameCorrection', id: string, state: NameCorrectionState, wantedName: string, askedAt: string, declinedBecause: string | null } | null, predecessor: { __typename: 'Certificate', id: string, number: string } | null, successor: { __typename: 'Certificate', id: string, number: string } | null } | null, mail: { maskedAddress: string, bouncedAt: string | null } } | null };

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

export type NameRequestFragment = { __typename: 'NameCorrection', id: string, state: NameCorrectionState, wantedName: string, askedAt: string, declinedBecause: string | null };

export type AskForNameMutationVariables = Exact<{
  input: RequestNameCorrectionInput;
}>;


export type AskForNameMutation = { requestNameCorrection:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string, fields: Array<{ path: string, message: string }> }
    | { code: ErrorCode, message: string }
    | { characters: Array<string>, code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { certificate: { __typename: 'Certificate', id: string, nameCorrection: { __typename: 'NameCorrection', id: string, state: NameCorrectionState, wantedName: string, askedAt: string, declinedBecause: string | null } | null } }
   | null };

export type TakeNameBackMutationVariables = Exact<{
  input: WithdrawNameCorrectionInput;
}>;


export type TakeNameBackMutation = { withdrawNameCorrection:
    | { code: ErrorCode, message: string }
    | { code: ErrorCode, message: string }
    | { certificate: { __typename: 'Certificate', id: string, nameCorrection: { __typename: 'NameCorrection', id: string, state: NameCorrectionState, wantedName: string, askedAt: string, declinedBecause: string | null } | null } }
   | null };

export type ClaimPageQueryVariables = Exact<{
  id: string;
}>;


export type ClaimPageQuery = { viewer: { id: string, profile: { legalName: string | null }, licenses: Array<{ __typename: 'License', id: string, profession: string, jurisdiction: string, number: string | null, board: { name: string, professions: Array<{ key: string, title: string }> } | null }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
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
      >, claimPreview: { printedName: string | null, pictureUrl: string | null, specimen: boolean, certifies: string | null, courseTitle: string, courseVersion: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string>, colors: { paper: string, text: string, primary: string, accent: string, line: string }, sessions: Array<{ on: string, place: string, format: string }> } | null, offers: Array<{ offerId: string, body: string, amountInWords: string | null, needsLicense: boolean, licenseIds: Array<string>, certificate: { __typename: 'Certificate', id: string, number: string } | null, offer: { __typename: 'CreditOffer', id: string, number: string | null, statement: string | null, specimen: boolean }, blockers: Array<
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

type CardFacts_Certificate_Fragment = { certifies: string | null, courseTitle: string, courseVersion: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string>, sessions: Array<{ on: string, place: string, format: string }> };

type CardFacts_CertificateVerdict_Fragment = { certifies: string | null, courseTitle: string | null, courseVersion: string | null, hoursOfStudy: string | null, hoursAre: HoursKind | null, completedOn: string | null, expiresOn: string | null, organization: string | null, statements: Array<string>, sessions: Array<{ on: string, place: string, format: string }> };

type CardFacts_ClaimPreview_Fragment = { certifies: string | null, courseTitle: string, courseVersion: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string>, sessions: Array<{ on: string, place: string, format: string }> };

type CardFacts_IssuedCertificate_Fragment = { certifies: string | null, courseTitle: string, courseVersion: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string>, sessions: Array<{ on: string, place: string, format: string }> };

type CardFacts_TranscriptEntry_Fragment = { certifies: string | null, courseTitle: string, courseVersion: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, expiresOn: string | null, organization: string, statements: Array<string>, sessions: Array<{ on: string, place: string, format: string }> };

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


export type WalletQuery = { viewer: { id: string, organizations: Array<{ role: MemberRole }>, certificates: { totalCount: number, nodes: Array<{ __typename: 'Certificate', id: string, number: string, status: CertificateStatus, specimen: boolean, sealing: Sealing, courseTitle: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, organization: string, credits: Array<{ body: string, amount: string, unit: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, oldest: { nodes: Array<{ completedOn: string }> }, licenses: Array<{ __typename: 'License', id: string, profession: string, jurisdiction: string, number: string | null, board: { professions: Array<{ key: string, title: string }> } | null }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null };

export type WalletFoundQueryVariables = Exact<{
  filter: CertificateFilter;
  after?: string | null | undefined;
}>;


export type WalletFoundQuery = { viewer: { id: string, certificates: { totalCount: number, nodes: Array<{ __typename: 'Certificate', id: string, number: string, status: CertificateStatus, specimen: boolean, sealing: Sealing, courseTitle: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, organization: string, credits: Array<{ body: string, amount: string, unit: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type WalletPageFragment = { totalCount: number, nodes: Array<{ __typename: 'Certificate', id: string, number: string, status: CertificateStatus, specimen: boolean, sealing: Sealing, courseTitle: string, hoursOfStudy: string, hoursAre: HoursKind, completedOn: string, organization: string, credits: Array<{ body: string, amount: string, unit: string }> }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } };

export type LicenseListQueryVariables = Exact<{ [key: string]: never; }>;


export type LicenseListQuery = { viewer: { id: string, profile: { legalName: string | null }, licenses: Array<{ __typename: 'License', id: string, kind: LicenseKind, profession: string, jurisdiction: string, number: string | null, nameOnLicense: string | null, expiresOn: string | null, checkedBy: LicenseCheck, checkedOn: string | null, cycle: { startsOn: string, endsOn: string, required: Array<{ category: string | null, hours: string }> } | null, board: { name: string, website: string, kind: BoardKind, professions: Array<{ key: string, title: string }> } | null }>, mail: { maskedAddress: string, bouncedAt: string | null } } | null, boards: Array<{ key: string, name: string, jurisdiction: string, website: string, kind: BoardKind, professions: Array<{ key: string, title: string }> }> };

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
    | { emptiedReflections: number, deletedCareRecords: number, viewer: { __typename: 'Viewer', id: string, agreements: Array<{ kind: AgreementKind, version: string | null, agreedAt: string | null, withdrawnAt: string | null, needed: boolean, text: { version: string, effectiveOn: string, title: string, text: string } }> } }
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

export type QuizQueryVariables = Exact<{
  id: string;
  quiz: string;
}>;


export type QuizQuery = { viewer: { id: string, mail: { maskedAddress: string, bouncedAt: string | null } } | null, node:
    | { __typename: 'Approval', id: string }
    | { __typename: 'Certificate', id: string }
    | { __typename: 'Course', id: string }
    | { __typename: 'CreditOffer', id: string }
    | { __typename: 'EnrolledCourse', id: string }
    | { __typename: 'EnrolledModule', id: string }
    | { __typename: 'Enrollment', id: string, course: { language: string, course: { organization: { legalName: string, accommodationContact: string } } }, quiz: { __typename: 'Quiz', id: string, kind: QuizKind, title: string, questionCount: number, passPercent: number, timeLimitMinutes: number | null, cooldownHours: number | null, attemptsUsed: number, attemptsAllowed: number | null, attemptsLeft: number | null, passed: boolean, openNow: boolean, nextAttemptAt: string | null, required: Array<{ objective: string, pass: number, of: number }>, notOpen: { code: QuizBlockCode, message: string } | null, openAttempt: { __typename: 'QuizAttempt', id: string } | null, latestAttempt: { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, required: Array<{ objective: string, pass: number, of: number, correctCount: number, met: boolean }>, byModule: Array<{ moduleId: string, position: number, title: string, correctCount: number, questionCount: number }>, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, sharedPlaces: Array<{ optionIds: Array<string> }>, rationales: Array<{ optionId: string, text: string }> } | null }> } | null } | null }
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
    | { __typename: 'StartQuizAttemptPayload', attempt: { __typename: 'QuizAttempt', id: string, quiz: { __typename: 'Quiz', id: string, kind: QuizKind, title: string, questionCount: number, passPercent: number, timeLimitMinutes: number | null, cooldownHours: number | null, attemptsUsed: number, attemptsAllowed: number | null, attemptsLeft: number | null, passed: boolean, openNow: boolean, nextAttemptAt: string | null, required: Array<{ objective: string, pass: number, of: number }>, notOpen: { code: QuizBlockCode, message: string } | null, openAttempt: { __typename: 'QuizAttempt', id: string } | null, latestAttempt: { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, required: Array<{ objective: string, pass: number, of: number, correctCount: number, met: boolean }>, byModule: Array<{ moduleId: string, position: number, title: string, correctCount: number, questionCount: number }>, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, sharedPlaces: Array<{ optionIds: Array<string> }>, rationales: Array<{ optionId: string, text: string }> } | null }> } | null } } }
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
    | { __typename: 'SubmitQuizAttemptPayload', attempt: { __typename: 'QuizAttempt', id: string, quiz: { __typename: 'Quiz', id: string, kind: QuizKind, title: string, questionCount: number, passPercent: number, timeLimitMinutes: number | null, cooldownHours: number | null, attemptsUsed: number, attemptsAllowed: number | null, attemptsLeft: number | null, passed: boolean, openNow: boolean, nextAttemptAt: string | null, required: Array<{ objective: string, pass: number, of: number }>, notOpen: { code: QuizBlockCode, message: string } | null, openAttempt: { __typename: 'QuizAttempt', id: string } | null, latestAttempt: { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, required: Array<{ objective: string, pass: number, of: number, correctCount: number, met: boolean }>, byModule: Array<{ moduleId: string, position: number, title: string, correctCount: number, questionCount: number }>, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, sharedPlaces: Array<{ optionIds: Array<string> }>, rationales: Array<{ optionId: string, text: string }> } | null }> } | null } } }
   | null };

export type QuizPartsFragment = { __typename: 'Quiz', id: string, kind: QuizKind, title: string, questionCount: number, passPercent: number, timeLimitMinutes: number | null, cooldownHours: number | null, attemptsUsed: number, attemptsAllowed: number | null, attemptsLeft: number | null, passed: boolean, openNow: boolean, nextAttemptAt: string | null, required: Array<{ objective: string, pass: number, of: number }>, notOpen: { code: QuizBlockCode, message: string } | null, openAttempt: { __typename: 'QuizAttempt', id: string } | null, latestAttempt: { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, required: Array<{ objective: string, pass: number, of: number, correctCount: number, met: boolean }>, byModule: Array<{ moduleId: string, position: number, title: string, correctCount: number, questionCount: number }>, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, sharedPlaces: Array<{ optionIds: Array<string> }>, rationales: Array<{ optionId: string, text: string }> } | null }> } | null };

export type AttemptPartsFragment = { __typename: 'QuizAttempt', id: string, secondsLeft: number | null, submittedAt: string | null, timedOut: boolean, questionCount: number, correctCount: number | null, scorePercent: number | null, passed: boolean | null, quiz: { __typename: 'Quiz', id: string }, required: Array<{ objective: string, pass: number, of: number, correctCount: number, met: boolean }>, byModule: Array<{ moduleId: string, position: number, title: string, correctCount: number, questionCount: number }>, questions: Array<{ __typename: 'AttemptQuestion', id: string, position: number, type: QuestionType, prompt: string, savedAt: string | null, sequence: number | null, options: Array<{ id: string, text: string }>, lefts: Array<{ id: string, text: string }>, rights: Array<{ id: string, text: string }>, answer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null } | null, review: { correct: boolean, regraded: boolean, rightAnswer: { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null }, sharedPlaces: Array<{ optionIds: Array<string> }>, rationales: Array<{ optionId: string, text: string }> } | null }> };

export type AnswerPartsFragment = { optionIds: Array<string> | null, orderedIds: Array<string> | null, pairs: Array<{ leftId: string, rightId: string }> | null };
