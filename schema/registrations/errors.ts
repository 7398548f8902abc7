import type { RegistrationId } from '../../drizzle/ids.ts';
import type { RegistrationState } from '../../drizzle/tables/registrations.ts';
import { DomainError, type Facts } from '../errors.ts';
import type { WindowDecision } from './rules/window.ts';

const PLACES = (count: number): string => (count === 1 ? '1 place' : `${count} places`);

export class SoldOutError extends DomainError {
  static override readonly code = 'SOLD_OUT';
  static override readonly meaning = 'Fewer places are left than were asked for. Nothing was kept and nothing is owed.';
  static override readonly facts: Facts = {
    wanted: { type: 'Int', description: 'How many were asked for.' },
    left: { type: 'Int', description: 'How many this person could have now; 0 while others wait.' },
    waitlist: { type: 'Boolean', description: 'Whether they may join the waitlist.' },
  };
  readonly wanted: number;
  readonly left: number;
  readonly waitlist: boolean;
  constructor({ wanted, left, waitlist }: { wanted: number; left: number; waitlist: boolean }) {
    const told =
      left === 0
        ? 'No place is left'
        : `You asked for ${PLACES(wanted)} and ${PLACES(left)} ${left === 1 ? 'is' : 'are'} left`;
    super(`${told}. ${waitlist ? 'Join the waitlist, or look again later.' : 'Look again later.'}`);
    this.wanted = wanted;
    this.left = left;
    this.waitlist = waitlist;
  }
}

type Closed = (WindowDecision & { ok: false })['because'];
const CLOSED: Record<Closed, string> = {
  NOT_YET: 'Registration is not open yet.',
  OVER: 'Registration is closed. Write to the organization if you think that you should still get a place.',
  CANCELLED: 'This event was cancelled. Look for another date.',
};

export class RegistrationClosedError extends DomainError {
  static override readonly code = 'REGISTRATION_CLOSED';
  static override readonly meaning = 'Registration is not open: not yet, no longer, or the event was cancelled.';
  static override readonly facts: Facts = {
    opensAt: { type: 'DateTime', nullable: true, description: 'When it opens; null when it does not open again.' },
  };
  readonly opensAt: Date | null;
  /** `opens`: when it opens, in words; for one that opens later. */
  constructor(because: Closed, opensAt: Date, opens: string | null = null) {
    super(because === 'NOT_YET' && opens !== null ? `${CLOSED.NOT_YET} It opens on ${opens}.` : CLOSED[because]);
    this.opensAt = because === 'NOT_YET' ? opensAt : null;
  }
}

export class AlreadyRegisteredError extends DomainError {
  static override readonly code = 'ALREADY_REGISTERED';
  static override readonly meaning = 'The person has a live registration for this event.';
  static override readonly facts: Facts = {
    registrationId: { type: 'ID', node: 'Registration', description: 'That registration.' },
  };
  readonly registrationId: RegistrationId;
  constructor(registrationId: RegistrationId, whose: 'OWN' | 'THEIRS' = 'OWN') {
    const who = whose === 'OWN' ? 'You have' : 'This person has';
    super(`${who} a registration for this event already. Continue with it, or cancel it first.`);
    this.registrationId = registrationId;
  }
}

export class TooManyHoldsError extends DomainError {
  static override readonly code = 'TOO_MANY_HOLDS';
  static override readonly meaning = 'The person keeps, or has lately kept, too many places without paying.';
  static override readonly facts: Facts = {
    retryAt: {
      type: 'DateTime',
      nullable: true,
      description: 'When to try again; null: when one of them is paid or ended.',
    },
  };
  readonly retryAt: Date | null;
  constructor(retryAt: Date | null) {
    super(
      'You are keeping too many places at once, or have tried too often. Pay for one of them, or wait until it ends.',
    );
    this.retryAt = retryAt;
  }
}

export class HoldEndedError extends DomainError {
  static override readonly code = 'HOLD_ENDED';
  static override readonly meaning = 'The time for which the place was kept is over.';
  constructor() {
    super('The time for which the place was kept is over. Register again: you get a place if one is left.');
  }
}

export class NoOfferError extends DomainError {
  static override readonly code = 'NO_OFFER';
  static override readonly meaning = 'No place is offered to this person.';
  constructor() {
    super('No place is offered to you at the moment. You get a mail when one is.');
  }
}

export class HoldExtendedError extends DomainError {
  static override readonly code = 'HOLD_EXTENDED';
  static override readonly meaning = 'The time was extended before, which is possible once.';
  constructor() {
    super('The time was extended once already. Finish before it ends.');
  }
}

export class ApplicationNeededError extends DomainError {
  static override readonly code = 'APPLICATION_NEEDED';
  static override readonly meaning = 'People come to this event by application.';
  constructor() {
    super('This event is by application. Apply first; you pay nothing before you are accepted.');
  }
}

export class NoApplicationsError extends DomainError {
  static override readonly code = 'NO_APPLICATIONS';
  static override readonly meaning = 'The event takes no applications: everybody may register.';
  constructor() {
    super('This event takes no applications. Register for it.');
  }
}

export class RegistrationStateError extends DomainError {
  static override readonly code = 'REGISTRATION_STATE';
  static override readonly meaning = 'The registration is in a state in which this cannot be done.';
  static override readonly facts: Facts = {
    state: { type: 'RegistrationState', description: 'The state it is in.' },
  };
  readonly state: RegistrationState;
  constructor(
    state: RegistrationState,
    message = 'It cannot be done in the state of this registration now. Load it again.',
  ) {
    super(message);
    this.state = state;
  }
}

export class PaymentNeededError extends DomainError {
  static override readonly code = 'PAYMENT_NEEDED';
  static override readonly meaning = 'The event is not free, so a place is taken with an order.';
  constructor() {
    super('This event is not free. Register with an order.');
  }
}

export class PaidPlaceError extends DomainError {
  static override readonly code = 'PAID_PLACE';
  static override readonly meaning = 'Money was paid, or is owed, for the place, so that it ends with its order.';
  constructor() {
    super('This place has an order. Cancel it there, so that your money comes back as the policy says.');
  }
}

export class TransferClosedError extends DomainError {
  static override readonly code = 'TRANSFER_CLOSED';
  static override readonly meaning = 'The place can no longer go to another person, or never could.';
  static override readonly facts: Facts = {
    until: { type: 'DateTime', nullable: true, description: 'Until when it could; null: never.' },
  };
  readonly until: Date | null;
  constructor(until: Date | null, message?: string) {
    super(
      message ??
        (until === null
          ? 'The policy of this event does not let a place go to another person. Write to the organization.'
          : 'The time in which a place may go to another person is over. Write to the organization.'),
    );
    this.until = until;
  }
}

/** Two people who come together stay where they registered. */
export function pairStays(): TransferClosedError {
  return new TransferClosedError(
    null,
    'The places of two people who come together do not move to another date or person. Cancel them by the policy, or write to the organization.',
  );
}

export class SharedMailboxError extends DomainError {
  static override readonly code = 'SHARED_MAILBOX';
  static override readonly meaning = 'Both people of a pair need a mailbox of their own.';
  constructor() {
    super('Each of you needs an account with a mailbox of your own. Give another address.');
  }
}

export class InvitedElsewhereError extends DomainError {
  static override readonly code = 'INVITED_ELSEWHERE';
  static override readonly meaning = 'The invitation was sent to another address than that of the account.';
  constructor() {
    super('This invitation was sent to another address. Sign in with the address that got the mail.');
  }
}

export class PairIncompleteError extends DomainError {
  static override readonly code = 'PAIR_INCOMPLETE';
  static override readonly meaning = 'The second person of the pair was not invited yet, or has not joined yet.';
  constructor({ invited }: { invited: boolean }) {
    super(
      invited
        ? 'The second person was invited and has not joined yet. Nothing can be decided before both have said yes.'
        : 'This person has invited nobody yet. Ask them to invite the one who comes with them: nothing can be decided before both have said yes.',
    );
  }
}

export class ScreeningNeededError extends DomainError {
  static override readonly code = 'SCREENING_NEEDED';
  static override readonly meaning =
    'Two people get a joint place only after an instructor has met each of them alone, live.';
  static override readonly facts: Facts = {
    waiting: {
      type: 'Int',
      nullable: true,
      description: 'How many of the two were not met alone yet, for members; null for the two.',
    },
  };
  readonly waiting: number | null;
  /** Null for one of the two, who could tell from a number whether the other one was met. */
  constructor(waiting: number | null) {
    super(
      waiting === null
        ? 'This cannot be taken yet. The organization will tell you both.'
        : `${waiting === 1 ? 'One of the two people was' : 'The two people were'} not met alone yet. An instructor named on the event meets each of them, and records that it happened.`,
    );
    this.waiting = waiting;
  }
}

export class OneMetError extends DomainError {
  static override readonly code = 'ONE_MET';
  static override readonly meaning =
    'Only one of two people was met alone, so that declining now tells the other one why. Nothing was changed.';
  constructor() {
    super(
      'Only one of the two was met. Declining now tells the other why. Meet the other one too and let some days pass, or decline with `oneWasMet`.',
    );
  }
}

export class PairsComeThemselvesError extends DomainError {
  static override readonly code = 'PAIRS_COME_THEMSELVES';
  static override readonly meaning = 'Nobody is registered by others for an event for couples.';
  constructor() {
    super(
      'A couple comes with two accounts, and both say yes themselves. Ask one of them to apply and to invite the other, then accept both.',
    );
  }
}

export class PlacesLeftError extends DomainError {
  static override readonly code = 'PLACES_LEFT';
  static override readonly meaning = 'Places are left, so nobody needs to wait.';
  static override readonly facts: Facts = { left: { type: 'Int', description: 'How many are left.' } };
  readonly left: number;
  constructor(left: number) {
    super('Places are left. Register now instead of waiting.');
    this.left = left;
  }
}

export class CapacityTakenError extends DomainError {
  static override readonly code = 'CAPACITY_TAKEN';
  static override readonly meaning = 'More places are taken than the new capacity has.';
  static override readonly facts: Facts = { taken: { type: 'Int', description: 'How many are taken.' } };
  readonly taken: number;
  constructor(taken: number) {
    super(
      `${PLACES(taken)} ${taken === 1 ? 'is' : 'are'} taken. Set the capacity to that to sell no more, or cancel registrations first.`,
    );
    this.taken = taken;
  }
}

export class AnswerTooLateError extends DomainError {
  static override readonly code = 'ANSWER_TOO_LATE';
  static override readonly meaning = 'The time to answer the change is over, or the change asks nobody.';
  constructor() {
    super('The time to answer this change is over. The place stays as it is; you can still cancel it by the policy.');
  }
}
