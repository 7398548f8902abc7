import type { ApprovalId, CreditOfferId } from '../../drizzle/ids.ts';
import { DomainError, type Facts, type FieldFault } from '../errors.ts';
import type { NotInForce } from './rules/approval.ts';
import type { ChecklistItem } from './rules/checklist.ts';

export class AccreditorUnknownError extends DomainError {
  static override readonly code = 'ACCREDITOR_UNKNOWN';
  static override readonly meaning = 'No accreditor has this key.';
  static override readonly facts: Facts = { field: { type: 'String', description: 'The field that names it.' } };
  readonly field: string = 'accreditor';
}

export class NoApprovalsError extends DomainError {
  static override readonly code = 'NO_APPROVALS';
  static override readonly meaning = 'The body approves nothing, so that no approval of it can exist.';
  static override readonly facts: Facts = { field: { type: 'String', description: 'The field that names the body.' } };
  readonly field: string = 'accreditor';
}

export class ApprovalNotGivenError extends DomainError {
  static override readonly code = 'APPROVAL_NOT_GIVEN';
  static override readonly meaning = 'The body gives no such approval. `fields` lists what its file says otherwise.';
  static override readonly facts: Facts = {
    fields: { type: ['FieldFault'], description: 'Every field that the file of the body contradicts.' },
  };
  readonly fields: FieldFault[];
  constructor(fields: FieldFault[]) {
    super(fields.map(({ message }) => message).join(' '));
    this.fields = fields;
  }
}

export class LetterMissingError extends DomainError {
  static override readonly code = 'LETTER_MISSING';
  static override readonly meaning = 'No letter with this hash was uploaded for the organization within a day.';
  static override readonly facts: Facts = { field: { type: 'String', description: 'The field that names it.' } };
  readonly field: string = 'letterSha256';
  constructor() {
    super(
      'Upload the letter first, then name its SHA-256 here. A letter that no approval names is deleted after a day.',
    );
  }
}

type Other = { id: ApprovalId; startsOn: string; endsOn: string | null };

export class ApprovalOverlapsError extends DomainError {
  static override readonly code = 'APPROVAL_OVERLAPS';
  static override readonly meaning =
    'Another approval of the same body for the same course, profession and jurisdiction has a day in common.';
  static override readonly facts: Facts = {
    field: { type: 'String', description: 'The field to change.' },
    approvalId: { type: 'ID', node: 'Approval', description: 'The other approval.' },
    startsOn: { type: 'Date', description: 'The first day of the other approval.' },
    endsOn: { type: 'Date', nullable: true, description: 'Its last day; null while none is known.' },
  };
  readonly field: string = 'startsOn';
  readonly approvalId: ApprovalId;
  readonly startsOn: string;
  readonly endsOn: string | null;
  constructor({ id, startsOn, endsOn }: Other) {
    super(
      `An approval of this body is recorded from ${startsOn} ${endsOn === null ? 'without an end' : `to ${endsOn}`}. End that one first, or begin this one later.`,
    );
    this.approvalId = id;
    this.startsOn = startsOn;
    this.endsOn = endsOn;
  }
}

export class ApprovalEndedError extends DomainError {
  static override readonly code = 'APPROVAL_ENDED';
  static override readonly meaning =
    'The approval was ended early, or the operator refused it, which cannot be undone.';
  static override readonly facts: Facts = {
    endedOn: { type: 'Date', description: 'The first day on which it was no longer in force.' },
  };
  readonly endedOn: string;
  constructor({ endedOn, refused }: { endedOn: string; refused: boolean }) {
    super(
      refused
        ? 'The operator refused the approval, so it was never in force. Record a correct one.'
        : `The approval ended, with ${endedOn} as the first day without it. Record a new one.`,
    );
    this.endedOn = endedOn;
  }
}

const NOT_IN_FORCE: Record<NotInForce, string> = {
  UNCONFIRMED: 'The operator of the service has not confirmed the approval against its letter yet.',
  NOT_BEGUN: 'The approval is not in force yet on that day.',
  OVER: 'The approval is over on that day.',
  ENDED: 'The approval was ended before that day.',
  SUSPENDED: 'The approval is suspended on that day.',
};

export class ApprovalNotInForceError extends DomainError {
  static override readonly code = 'APPROVAL_NOT_IN_FORCE';
  static override readonly meaning = 'The approval is not in force on a day on which the offer would need it.';
  static override readonly facts: Facts = {
    field: { type: 'String', description: 'The field that names the day, or the approval.' },
    because: { type: 'NotInForceReason', description: 'Why.' },
    on: { type: 'Date', description: 'The day, in the zone of the organization.' },
  };
  readonly field: string;
  readonly because: NotInForce;
  readonly on: string;
  constructor({ field, because, on }: { field: string; because: NotInForce; on: string }) {
    super(`${NOT_IN_FORCE[because]} The day is ${on}.`);
    this.field = field;
    this.because = because;
    this.on = on;
  }
}

export class VersionNotOfferedError extends DomainError {
  static override readonly code = 'VERSION_NOT_OFFERED';
  static override readonly meaning = 'Nobody can enroll in this version of the course.';
  static override readonly facts: Facts = {
    field: { type: 'String', description: 'The field that names it.' },
    current: {
      type: 'String',
      nullable: true,
      description: 'The version that is taught now; null for a retired course.',
    },
  };
  readonly field: string = 'version';
  readonly current: string | null;
  constructor(current: string | null) {
    super(
      current === null
        ? 'The course is retired and takes no new enrollments.'
        : `The version that is taught now is "${current}". Offer credit for that one.`,
    );
    this.current = current;
  }
}

export class OfferExistsError extends DomainError {
  static override readonly code = 'OFFER_EXISTS';
  static override readonly meaning =
    'An offer of the same body for the same version, profession and jurisdiction stands already.';
  static override readonly facts: Facts = {
    offerId: { type: 'ID', node: 'CreditOffer', description: 'The offer that stands.' },
  };
  readonly offerId: CreditOfferId;
  constructor(offerId: CreditOfferId) {
    super('This body’s credit for this version is offered already. Withdraw that offer first.');
    this.offerId = offerId;
  }
}

export class OfferRefusedError extends DomainError {
  static override readonly code = 'OFFER_REFUSED';
  static override readonly meaning = 'A duty of the body is unmet. `items` is the whole checklist of what is missing.';
  static override readonly facts: Facts = {
    items: { type: ['ChecklistItem'], description: 'Everything that is missing, not only the first.' },
  };
  readonly items: ChecklistItem[];
  constructor(items: ChecklistItem[]) {
    super(
      items.length > 3
        ? `${items.length} things are missing; \`items\` lists them.`
        : items.map(({ message }) => message).join(' '),
    );
    this.items = items;
  }
}
