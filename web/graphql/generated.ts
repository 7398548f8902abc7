// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../ask.ts';

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

/** How people come to a place. */
export type Admission =
  /** They apply; who is accepted gets a timed offer. An application takes no seat and no money. */
  | 'APPLICATION'
  /** They register. */
  | 'OPEN';

/** Which change, for which registration, and the answer. */
export type AnswerChangeInput = {
  /** The answer. */
  answer: ChangeAnswer;
  /** The change. */
  changeId: string;
  /** Your registration, or the place. */
  registrationId: string;
};

/** For which event. */
export type ApplyToIntensiveInput = {
  /** True: I am 18 or older. */
  adult: boolean;
  /** The event. */
  intensiveId: string;
};

/** Which registration. */
export type CancelRegistrationInput = {
  /** Why, for a member. Whoever paid can read it. */
  reason?: string | null | undefined;
  /** The registration. */
  registrationId: string;
};

/** Whether a person stays after a change. */
export type ChangeAnswer =
  /** They give it up. That is final, and everything that was paid comes back. */
  | 'LEAVES'
  /** They keep the place. */
  | 'STAYS';

/** The link, and your statement. */
export type ClaimPlaceInput = {
  /** True: I am 18 or older. */
  adult: boolean;
  /** The code: the last part of the link. */
  secret: string;
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
  /** A scholarship price was granted to the person, and no code lowers that. */
  | 'CODE_NOT_COMBINED'
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
  /** It was published, so that it is no draft any more. */
  | 'DRAFT_PUBLISHED'
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
  /** The invitation was sent to another address than that of the account. */
  | 'INVITED_ELSEWHERE'
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
  /** No place is offered to this person. */
  | 'NO_OFFER'
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
  /** More was asked back than is left for the place. Nothing was refunded. */
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

/** At which event. */
export type ExtendHoldInput = {
  /** The event. */
  intensiveId: string;
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

/** Of which event. */
export type JoinWaitlistInput = {
  /** The event. */
  intensiveId: string;
};

/** Of which event. */
export type LeaveWaitlistInput = {
  /** The event. */
  intensiveId: string;
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
  /** The place does not go ahead. */
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

export type LearnQueryVariables = Exact<{ [key: string]: never }>;

export type LearnQuery = {
  viewer: {
    id: string;
    enrollments: {
      nodes: Array<{
        __typename: 'Enrollment';
        id: string;
        purpose: EnrollmentPurpose;
        round: number;
        enrolledAt: string;
        claimedAt: string | null;
        withdrawnAt: string | null;
        certificateNumber: string | null;
        course: { title: string };
        progress: {
          percent: number;
          modulesCompleted: number;
          modulesTotal: number;
          secondsCounted: number;
          secondsRequired: number;
        };
        nextModule: { id: string; number: number; title: string } | null;
      }>;
    };
  } | null;
};

export type JoinPageQueryVariables = Exact<{ [key: string]: never }>;

export type JoinPageQuery = { viewer: { id: string } | null };

export type AcceptPairMutationVariables = Exact<{
  input: AcceptPairInput;
}>;

export type AcceptPairMutation = {
  answer:
    | { __typename: 'AcceptPairPayload'; registration: { id: string } }
    | { __typename: 'AlreadyRegisteredError'; code: ErrorCode; message: string }
    | { __typename: 'InvalidInputError'; code: ErrorCode; message: string }
    | { __typename: 'InvitedElsewhereError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'SharedMailboxError'; code: ErrorCode; message: string }
    | null;
};

export type ClaimPlaceMutationVariables = Exact<{
  input: ClaimPlaceInput;
}>;

export type ClaimPlaceMutation = {
  answer:
    | { __typename: 'AlreadyRegisteredError'; code: ErrorCode; message: string }
    | { __typename: 'ClaimPlacePayload'; registration: { id: string } | null }
    | { __typename: 'InvalidInputError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'PaidPlaceError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationStateError'; code: ErrorCode; message: string }
    | { __typename: 'TransferClosedError'; code: ErrorCode; message: string }
    | null;
};

export type RegisterPageQueryVariables = Exact<{
  slug: string;
}>;

export type RegisterPageQuery = {
  viewer: { id: string; profile: { legalName: string | null; country: string | null } } | null;
  intensive: {
    __typename: 'Intensive';
    id: string;
    slug: string;
    kind: IntensiveKind;
    title: string;
    statementShows: string;
    place: string;
    timeZone: string;
    startsAt: string | null;
    endsAt: string | null;
    admission: Admission;
    cancelledAt: string | null;
    mayBeInvoiced: boolean;
    seats: { left: number; waiting: number; keptMinutes: number };
    price: { label: string; amount: { amountMinor: number; words: string } } | null;
    grantedPrice: { words: string; amountMinor: number } | null;
    policy: {
      text: string;
      sha256: string;
      transfers: string | null;
      refunds: Array<{ percent: number; words: string }>;
    };
    organization: { legalName: string; accommodationContact: string };
  } | null;
};

export type RegisterForIntensiveMutationVariables = Exact<{
  input: RegisterForIntensiveInput;
}>;

export type RegisterForIntensiveMutation = {
  answer:
    | { __typename: 'AlreadyRegisteredError'; code: ErrorCode; message: string; registrationId: string }
    | { __typename: 'ApplicationNeededError'; code: ErrorCode; message: string }
    | { __typename: 'BeingPaidError'; code: ErrorCode; message: string }
    | { __typename: 'BelowMinimumError'; code: ErrorCode; message: string }
    | { __typename: 'BuyerCountryNeededError'; code: ErrorCode; message: string }
    | { __typename: 'BuyerCountryNotCoveredError'; code: ErrorCode; message: string }
    | { __typename: 'CheckoutOverError'; code: ErrorCode; message: string }
    | { __typename: 'CodeElsewhereError'; code: ErrorCode; message: string }
    | { __typename: 'CodeExpiredError'; code: ErrorCode; message: string }
    | { __typename: 'CodeNotCombinedError'; code: ErrorCode; message: string }
    | { __typename: 'CodeNotYetError'; code: ErrorCode; message: string }
    | { __typename: 'CodeUnknownError'; code: ErrorCode; message: string }
    | { __typename: 'CodeUsedUpError'; code: ErrorCode; message: string }
    | { __typename: 'HoldEndedError'; code: ErrorCode; message: string }
    | { __typename: 'InvalidInputError'; code: ErrorCode; message: string }
    | { __typename: 'InvoiceNotOfferedError'; code: ErrorCode; message: string }
    | { __typename: 'NoOfferError'; code: ErrorCode; message: string }
    | { __typename: 'NotForSaleError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'OrderOpenError'; code: ErrorCode; message: string }
    | { __typename: 'PayerNameNeededError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentNeededError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentsDownError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentsUnavailableError'; code: ErrorCode; message: string }
    | { __typename: 'PolicyChangedError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | {
        __typename: 'RegisterForIntensivePayload';
        payment: { url: string; expiresAt: string } | null;
        registrations: Array<{ id: string }>;
      }
    | { __typename: 'RegistrationClosedError'; code: ErrorCode; message: string }
    | { __typename: 'SoldOutError'; code: ErrorCode; message: string; waitlist: boolean }
    | { __typename: 'TaxIdNeededError'; code: ErrorCode; message: string }
    | { __typename: 'TooManyHoldsError'; code: ErrorCode; message: string }
    | null;
};

export type RegisterFreeMutationVariables = Exact<{
  input: RegisterFreeInput;
}>;

export type RegisterFreeMutation = {
  answer:
    | { __typename: 'AlreadyRegisteredError'; code: ErrorCode; message: string; registrationId: string }
    | { __typename: 'ApplicationNeededError'; code: ErrorCode; message: string }
    | { __typename: 'HoldEndedError'; code: ErrorCode; message: string }
    | { __typename: 'InvalidInputError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentNeededError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'RegisterFreePayload'; registration: { id: string } }
    | { __typename: 'RegistrationClosedError'; code: ErrorCode; message: string }
    | { __typename: 'SoldOutError'; code: ErrorCode; message: string; waitlist: boolean }
    | { __typename: 'TooManyHoldsError'; code: ErrorCode; message: string }
    | null;
};

export type ApplyMutationVariables = Exact<{
  input: ApplyToIntensiveInput;
}>;

export type ApplyMutation = {
  answer:
    | { __typename: 'ApplyToIntensivePayload'; registration: { id: string } }
    | { __typename: 'InvalidInputError'; code: ErrorCode; message: string }
    | { __typename: 'NoApplicationsError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationClosedError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationStateError'; code: ErrorCode; message: string }
    | null;
};

export type JoinWaitlistMutationVariables = Exact<{
  input: JoinWaitlistInput;
}>;

export type JoinWaitlistMutation = {
  answer:
    | { __typename: 'AlreadyRegisteredError'; code: ErrorCode; message: string }
    | { __typename: 'ApplicationNeededError'; code: ErrorCode; message: string }
    | { __typename: 'JoinWaitlistPayload'; entry: { id: string; place: number | null } | null }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'PlacesLeftError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationClosedError'; code: ErrorCode; message: string }
    | null;
};

export type PlaceFragment = {
  __typename: 'Registration';
  id: string;
  state: RegistrationState;
  keptUntil: string | null;
  extendable: boolean;
  isPair: boolean;
  partnerJoined: boolean | null;
  linked: boolean;
  venue: string | null;
  link: string | null;
  confirmedAt: string | null;
  endedAt: string | null;
  calendarFile: string | null;
  intensive: {
    id: string;
    slug: string;
    title: string;
    place: string;
    timeZone: string;
    startsAt: string | null;
    endsAt: string | null;
    policy: { sha256: string };
    price: { amount: { words: string; amountMinor: number } } | null;
  };
  states: Array<{ state: RegistrationState; because: RegistrationReason; at: string }>;
  asked: Array<{ changeId: string; says: Array<string>; answerBy: string; answer: string | null }>;
  cancellation: { percent: number; rule: string; refund: { words: string } | null } | null;
};

export type RegistrationsQueryVariables = Exact<{ [key: string]: never }>;

export type RegistrationsQuery = {
  viewer: {
    id: string;
    registrations: {
      nodes: Array<{
        __typename: 'Registration';
        id: string;
        state: RegistrationState;
        keptUntil: string | null;
        extendable: boolean;
        isPair: boolean;
        partnerJoined: boolean | null;
        linked: boolean;
        venue: string | null;
        link: string | null;
        confirmedAt: string | null;
        endedAt: string | null;
        calendarFile: string | null;
        intensive: {
          id: string;
          slug: string;
          title: string;
          place: string;
          timeZone: string;
          startsAt: string | null;
          endsAt: string | null;
          policy: { sha256: string };
          price: { amount: { words: string; amountMinor: number } } | null;
        };
        states: Array<{ state: RegistrationState; because: RegistrationReason; at: string }>;
        asked: Array<{ changeId: string; says: Array<string>; answerBy: string; answer: string | null }>;
        cancellation: { percent: number; rule: string; refund: { words: string } | null } | null;
      }>;
    };
    waitlist: Array<{
      __typename: 'WaitlistEntry';
      id: string;
      place: number | null;
      seats: number;
      joinedAt: string;
      offeredUntil: string | null;
      intensive: {
        id: string;
        slug: string;
        title: string;
        timeZone: string;
        startsAt: string | null;
        endsAt: string | null;
        policy: { sha256: string };
        price: { amount: { words: string; amountMinor: number } } | null;
      };
    }>;
    orders: {
      nodes: Array<{
        __typename: 'Order';
        id: string;
        state: OrderState;
        soldAs: string;
        total: { words: string };
        due: { words: string; amountMinor: number };
        places: Array<{ registrationId: string | null }>;
        documents: Array<{ label: string; url: string; isCreditNote: boolean }>;
      }>;
    };
  } | null;
};

export type RegistrationPageQueryVariables = Exact<{
  id: string;
}>;

export type RegistrationPageQuery = {
  node:
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
    | {
        __typename: 'Registration';
        id: string;
        state: RegistrationState;
        keptUntil: string | null;
        extendable: boolean;
        isPair: boolean;
        partnerJoined: boolean | null;
        linked: boolean;
        venue: string | null;
        link: string | null;
        confirmedAt: string | null;
        endedAt: string | null;
        calendarFile: string | null;
        intensive: {
          id: string;
          slug: string;
          title: string;
          place: string;
          timeZone: string;
          startsAt: string | null;
          endsAt: string | null;
          policy: { sha256: string };
          price: { amount: { words: string; amountMinor: number } } | null;
        };
        states: Array<{ state: RegistrationState; because: RegistrationReason; at: string }>;
        asked: Array<{ changeId: string; says: Array<string>; answerBy: string; answer: string | null }>;
        cancellation: { percent: number; rule: string; refund: { words: string } | null } | null;
      }
    | { __typename: 'TaxChoice' }
    | null;
  viewer: {
    id: string;
    orders: {
      nodes: Array<{
        __typename: 'Order';
        id: string;
        state: OrderState;
        soldAs: string;
        total: { words: string };
        due: { words: string; amountMinor: number };
        places: Array<{ registrationId: string | null }>;
        documents: Array<{ label: string; url: string; isCreditNote: boolean }>;
      }>;
    };
  } | null;
};

export type CancelPlaceMutationVariables = Exact<{
  input: CancelRegistrationInput;
}>;

export type CancelPlaceMutation = {
  answer:
    | {
        __typename: 'CancelRegistrationPayload';
        registration: {
          __typename: 'Registration';
          id: string;
          state: RegistrationState;
          keptUntil: string | null;
          extendable: boolean;
          isPair: boolean;
          partnerJoined: boolean | null;
          linked: boolean;
          venue: string | null;
          link: string | null;
          confirmedAt: string | null;
          endedAt: string | null;
          calendarFile: string | null;
          intensive: {
            id: string;
            slug: string;
            title: string;
            place: string;
            timeZone: string;
            startsAt: string | null;
            endsAt: string | null;
            policy: { sha256: string };
            price: { amount: { words: string; amountMinor: number } } | null;
          };
          states: Array<{ state: RegistrationState; because: RegistrationReason; at: string }>;
          asked: Array<{ changeId: string; says: Array<string>; answerBy: string; answer: string | null }>;
          cancellation: { percent: number; rule: string; refund: { words: string } | null } | null;
        } | null;
      }
    | { __typename: 'ForbiddenError'; code: ErrorCode; message: string }
    | { __typename: 'InvalidInputError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'OrderStateError'; code: ErrorCode; message: string }
    | { __typename: 'PaidPlaceError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentsDownError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationStateError'; code: ErrorCode; message: string }
    | null;
};

export type PayOrderMutationVariables = Exact<{
  input: PayOrderInput;
}>;

export type PayOrderMutation = {
  answer:
    | { __typename: 'BelowMinimumError'; code: ErrorCode; message: string }
    | { __typename: 'CheckoutOverError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'PayOrderPayload'; payment: { url: string } | null }
    | { __typename: 'PaymentsDownError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentsUnavailableError'; code: ErrorCode; message: string }
    | null;
};

export type ExtendHoldMutationVariables = Exact<{
  input: ExtendHoldInput;
}>;

export type ExtendHoldMutation = {
  answer:
    | { __typename: 'ExtendHoldPayload'; keptUntil: string }
    | { __typename: 'HoldEndedError'; code: ErrorCode; message: string }
    | { __typename: 'HoldExtendedError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'PaidPlaceError'; code: ErrorCode; message: string }
    | null;
};

export type InvitePartnerMutationVariables = Exact<{
  input: InvitePartnerInput;
}>;

export type InvitePartnerMutation = {
  answer:
    | { __typename: 'InvalidInputError'; code: ErrorCode; message: string }
    | {
        __typename: 'InvitePartnerPayload';
        registration: {
          __typename: 'Registration';
          id: string;
          state: RegistrationState;
          keptUntil: string | null;
          extendable: boolean;
          isPair: boolean;
          partnerJoined: boolean | null;
          linked: boolean;
          venue: string | null;
          link: string | null;
          confirmedAt: string | null;
          endedAt: string | null;
          calendarFile: string | null;
          intensive: {
            id: string;
            slug: string;
            title: string;
            place: string;
            timeZone: string;
            startsAt: string | null;
            endsAt: string | null;
            policy: { sha256: string };
            price: { amount: { words: string; amountMinor: number } } | null;
          };
          states: Array<{ state: RegistrationState; because: RegistrationReason; at: string }>;
          asked: Array<{ changeId: string; says: Array<string>; answerBy: string; answer: string | null }>;
          cancellation: { percent: number; rule: string; refund: { words: string } | null } | null;
        };
      }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationStateError'; code: ErrorCode; message: string }
    | { __typename: 'SharedMailboxError'; code: ErrorCode; message: string }
    | null;
};

export type AnswerChangeMutationVariables = Exact<{
  input: AnswerChangeInput;
}>;

export type AnswerChangeMutation = {
  answer:
    | {
        __typename: 'AnswerChangePayload';
        registration: {
          __typename: 'Registration';
          id: string;
          state: RegistrationState;
          keptUntil: string | null;
          extendable: boolean;
          isPair: boolean;
          partnerJoined: boolean | null;
          linked: boolean;
          venue: string | null;
          link: string | null;
          confirmedAt: string | null;
          endedAt: string | null;
          calendarFile: string | null;
          intensive: {
            id: string;
            slug: string;
            title: string;
            place: string;
            timeZone: string;
            startsAt: string | null;
            endsAt: string | null;
            policy: { sha256: string };
            price: { amount: { words: string; amountMinor: number } } | null;
          };
          states: Array<{ state: RegistrationState; because: RegistrationReason; at: string }>;
          asked: Array<{ changeId: string; says: Array<string>; answerBy: string; answer: string | null }>;
          cancellation: { percent: number; rule: string; refund: { words: string } | null } | null;
        } | null;
      }
    | { __typename: 'AnswerTooLateError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'OrderStateError'; code: ErrorCode; message: string }
    | { __typename: 'PaidPlaceError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentsDownError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationStateError'; code: ErrorCode; message: string }
    | null;
};

export type AcceptOfferMutationVariables = Exact<{
  input: AcceptWaitlistOfferInput;
}>;

export type AcceptOfferMutation = {
  answer:
    | {
        __typename: 'AcceptWaitlistOfferPayload';
        payment: { url: string } | null;
        registrations: Array<{ id: string }>;
      }
    | { __typename: 'AlreadyRegisteredError'; code: ErrorCode; message: string }
    | { __typename: 'ApplicationNeededError'; code: ErrorCode; message: string }
    | { __typename: 'BeingPaidError'; code: ErrorCode; message: string }
    | { __typename: 'BelowMinimumError'; code: ErrorCode; message: string }
    | { __typename: 'BuyerCountryNeededError'; code: ErrorCode; message: string }
    | { __typename: 'BuyerCountryNotCoveredError'; code: ErrorCode; message: string }
    | { __typename: 'CheckoutOverError'; code: ErrorCode; message: string }
    | { __typename: 'CodeElsewhereError'; code: ErrorCode; message: string }
    | { __typename: 'CodeExpiredError'; code: ErrorCode; message: string }
    | { __typename: 'CodeNotCombinedError'; code: ErrorCode; message: string }
    | { __typename: 'CodeNotYetError'; code: ErrorCode; message: string }
    | { __typename: 'CodeUnknownError'; code: ErrorCode; message: string }
    | { __typename: 'CodeUsedUpError'; code: ErrorCode; message: string }
    | { __typename: 'HoldEndedError'; code: ErrorCode; message: string }
    | { __typename: 'InvalidInputError'; code: ErrorCode; message: string }
    | { __typename: 'InvoiceNotOfferedError'; code: ErrorCode; message: string }
    | { __typename: 'NoOfferError'; code: ErrorCode; message: string }
    | { __typename: 'NotForSaleError'; code: ErrorCode; message: string }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'OrderOpenError'; code: ErrorCode; message: string }
    | { __typename: 'PayerNameNeededError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentNeededError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentsDownError'; code: ErrorCode; message: string }
    | { __typename: 'PaymentsUnavailableError'; code: ErrorCode; message: string }
    | { __typename: 'PolicyChangedError'; code: ErrorCode; message: string }
    | { __typename: 'RateLimitedError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationClosedError'; code: ErrorCode; message: string }
    | { __typename: 'SoldOutError'; code: ErrorCode; message: string }
    | { __typename: 'TaxIdNeededError'; code: ErrorCode; message: string }
    | { __typename: 'TooManyHoldsError'; code: ErrorCode; message: string }
    | null;
};

export type LeaveWaitlistMutationVariables = Exact<{
  input: LeaveWaitlistInput;
}>;

export type LeaveWaitlistMutation = {
  answer:
    | { __typename: 'LeaveWaitlistPayload' }
    | { __typename: 'NotFoundError'; code: ErrorCode; message: string }
    | { __typename: 'RegistrationStateError'; code: ErrorCode; message: string }
    | null;
};

export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: 'b4d9c70c365dedc4cd6220071ba3e42390ecfdc559b9209fa1d0d61dd3405e33',
};
export const JoinPage: Asked<JoinPageQuery, JoinPageQueryVariables> = {
  name: 'JoinPage',
  hash: '61b52a430871457a9a30d58b2f22334cc8f128712073ee98581191d4956f8fd2',
};
export const AcceptPair: Asked<AcceptPairMutation, AcceptPairMutationVariables> = {
  name: 'AcceptPair',
  hash: '580a6cda44bffa9273b984d77ef3d73b2b3bd6535229e35a815584dcd71266fc',
};
export const ClaimPlace: Asked<ClaimPlaceMutation, ClaimPlaceMutationVariables> = {
  name: 'ClaimPlace',
  hash: '2da596d73755616a0a515766de5640e5747b049d7b2819081a73d0aa16d477cd',
};
export const RegisterPage: Asked<RegisterPageQuery, RegisterPageQueryVariables> = {
  name: 'RegisterPage',
  hash: '23f4ed1fc1f62db2e3165e1fc951050716995b2ab33da8eb0b8728f6aabf1498',
};
export const RegisterForIntensive: Asked<RegisterForIntensiveMutation, RegisterForIntensiveMutationVariables> = {
  name: 'RegisterForIntensive',
  hash: '9dbd259e7b75edf1d434c820a9613a67d7112c6cca11de83e20466313e1e0cd8',
};
export const RegisterFree: Asked<RegisterFreeMutation, RegisterFreeMutationVariables> = {
  name: 'RegisterFree',
  hash: '2edd54e9676f53ab4b0a34d0edbebefb52d8333486f74ba482e5fc90ed96f01c',
};
export const Apply: Asked<ApplyMutation, ApplyMutationVariables> = {
  name: 'Apply',
  hash: 'f62c8df06d83daccd159c286cc059a2aa6b055c3b4cc655975ddb8909bc9588c',
};
export const JoinWaitlist: Asked<JoinWaitlistMutation, JoinWaitlistMutationVariables> = {
  name: 'JoinWaitlist',
  hash: '716101d84db8a071f215e45f030dac40d4207b1696925fc3383b9d73fd832671',
};
export const Registrations: Asked<RegistrationsQuery, RegistrationsQueryVariables> = {
  name: 'Registrations',
  hash: '28ea4c06e99ad689e4f7728c6a31dbc18bf41b547e469d7bed01c0ea9802ca3c',
};
export const RegistrationPage: Asked<RegistrationPageQuery, RegistrationPageQueryVariables> = {
  name: 'RegistrationPage',
  hash: '71d9b997e14561c71026a8973a27f7d3220d1ff63e3d6b7345e8398d570ae550',
};
export const CancelPlace: Asked<CancelPlaceMutation, CancelPlaceMutationVariables> = {
  name: 'CancelPlace',
  hash: '670a94b2b265565dae97092cd52b9f6f9ca2535a709062451975318c62fa1fdd',
};
export const PayOrder: Asked<PayOrderMutation, PayOrderMutationVariables> = {
  name: 'PayOrder',
  hash: '9966b0a1aa727e5ec02b1bf47a18194b41bae6f133a2d4c22aaae19f7f7017a0',
};
export const ExtendHold: Asked<ExtendHoldMutation, ExtendHoldMutationVariables> = {
  name: 'ExtendHold',
  hash: '6c3d231e1ff13fdb23560c1361895290956cdebce9066350fe86efde4706c862',
};
export const InvitePartner: Asked<InvitePartnerMutation, InvitePartnerMutationVariables> = {
  name: 'InvitePartner',
  hash: 'db5f41b89fb3f162682cc159d9892fc47855f545900299ff63ab19176feaef1a',
};
export const AnswerChange: Asked<AnswerChangeMutation, AnswerChangeMutationVariables> = {
  name: 'AnswerChange',
  hash: 'fd5aa8cb7dab6943d4e8ca6feea3db9f0b3de81e3c964fb5b8254a00bb3a70c5',
};
export const AcceptOffer: Asked<AcceptOfferMutation, AcceptOfferMutationVariables> = {
  name: 'AcceptOffer',
  hash: '78a5509ed6ccb600c63099a81a6d285c77eedec9160add08fc2e12ca901cc2a6',
};
export const LeaveWaitlist: Asked<LeaveWaitlistMutation, LeaveWaitlistMutationVariables> = {
  name: 'LeaveWaitlist',
  hash: '95914eb808da1f7806b39a53273c8e669c58370ecf87f5a5778e29ce50b4623a',
};
