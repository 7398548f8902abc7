import type { AttendanceReportId } from '../../drizzle/ids.ts';
import { DomainError, type Facts } from '../errors.ts';

export class NoAttendanceError extends DomainError {
  static override readonly code = 'NO_ATTENDANCE';
  static override readonly meaning = 'Only trainings keep sign-ins and sign-outs. Nothing was recorded.';
  constructor() {
    super('Sign-ins are kept at trainings only. At other events an instructor marks who was present.');
  }
}

export class TrainingNotOverError extends DomainError {
  static override readonly code = 'TRAINING_NOT_OVER';
  static override readonly meaning = 'The training is not over, or not published. Nothing was stated.';
  static override readonly facts: Facts = {
    endsAt: { type: 'DateTime', nullable: true, description: 'When its last part ends; null while it has no days.' },
  };
  readonly endsAt: Date | null;
  constructor(endsAt: Date | null) {
    super('The training is not over. State who taught it once its last part has ended.');
    this.endsAt = endsAt;
  }
}

export class EventVoidedError extends DomainError {
  static override readonly code = 'EVENT_VOIDED';
  static override readonly meaning = 'A sign-in that was to be taken away is gone already. Nothing was changed.';
  constructor() {
    super('Somebody corrected this day before you. Read it again, and correct what you then see.');
  }
}

export class ReportFileMissingError extends DomainError {
  static override readonly code = 'REPORT_FILE_MISSING';
  static override readonly meaning = 'No file with this hash was uploaded for the session within a day.';
  static override readonly facts: Facts = { field: { type: 'String', description: 'The field that names it.' } };
  readonly field: string = 'fileSha256';
  constructor() {
    super('Upload the file first, then name its SHA-256 here. A file that nobody imports is deleted after a day.');
  }
}

export class ReportZoneNeededError extends DomainError {
  static override readonly code = 'REPORT_ZONE_NEEDED';
  static override readonly meaning = 'The zone of the times in the file is not known. Nothing was imported.';
  static override readonly facts: Facts = {
    sessionTimeZone: {
      type: 'String',
      description: 'The zone of the session, which many platforms write. Others write UTC.',
    },
  };
  readonly sessionTimeZone: string;
  constructor(sessionTimeZone: string) {
    super(
      `In which time zone did the platform write this file? Some write the zone of the account, some always UTC. The session is in ${sessionTimeZone}. Look at when somebody joined whom you saw, then say the zone.`,
    );
    this.sessionTimeZone = sessionTimeZone;
  }
}

const UNREADABLE = {
  SPREADSHEET: 'This is a spreadsheet. Open it, save it as CSV (UTF-8), and upload that file.',
  ARCHIVE: 'This is a packed file. Unpack it, and upload the CSV that is in it.',
  PDF: 'This is a PDF. Download the report of the online room as CSV, and upload that file.',
  PAGE: 'This is a page of the web. Sign in at the platform, download the report as CSV, and upload that file. A spreadsheet opens a table that was saved as a page: save it there as CSV (UTF-8).',
  NOT_TEXT: 'This file is no text. Download the report of the online room as CSV, and upload that file.',
  OTHER_ENCODING: 'The file is not in the encoding that you said. Say none, or save it as CSV (UTF-8).',
  OPEN_QUOTE:
    'A quotation mark is opened and never closed. Open the file in a spreadsheet, mend the line, and save it again.',
  NO_ROWS: 'The file has a header and nobody below it.',
};

export class ReportUnreadableError extends DomainError {
  static override readonly code = 'REPORT_UNREADABLE';
  static override readonly meaning = 'The file cannot be read as a table of text. Nothing was imported.';
  static override readonly facts: Facts = {
    because: { type: 'String', description: `One of ${Object.keys(UNREADABLE).join(', ')}.` },
    line: { type: 'Int', nullable: true, description: 'The line of the fault, where one line has it.' },
  };
  readonly because: string;
  readonly line: number | null;
  constructor(because: keyof typeof UNREADABLE, line: number | null = null) {
    super(line === null ? UNREADABLE[because] : `Line ${line}: ${UNREADABLE[because]}`);
    this.because = because;
    this.line = line;
  }
}

export class ReportTooLongError extends DomainError {
  static override readonly code = 'REPORT_TOO_LONG';
  static override readonly meaning = 'The file has too many rows. Nothing was imported.';
  static override readonly facts: Facts = {
    most: { type: 'Int', description: 'The most rows that a report may have.' },
  };
  readonly most: number;
  constructor(most: number) {
    super(`A report may have at most ${most} rows. Split the file; several files of a session count together.`);
    this.most = most;
  }
}

export class ReportHeaderUnknownError extends DomainError {
  static override readonly code = 'REPORT_HEADER_UNKNOWN';
  static override readonly meaning = 'No line of the file is a header that is known. Nothing was imported.';
  static override readonly facts: Facts = {
    found: { type: ['String'], description: 'The cells of the line that is most likely the header.' },
    expected: { type: ['String'], description: 'What a report needs, each with names that are known.' },
  };
  readonly found: string[];
  readonly expected: string[] = [
    'who: Email, User Email, Registration ID or Name',
    'when they joined: Join Time',
    'when they left: Leave Time or Duration',
  ];
  constructor(found: string[]) {
    super(
      `The file needs columns that say who, when they joined, and when they left, such as Email, Join Time and Leave Time. Found: ${found.join(' | ') || 'nothing'}. Say with "columns" which is which.`,
    );
    this.found = found;
  }
}

export class ReportDatesOpenError extends DomainError {
  static override readonly code = 'REPORT_DATES_OPEN';
  static override readonly meaning = 'The day or the month may come first in the file. Nothing was imported.';
  static override readonly facts: Facts = { example: { type: 'String', description: 'A time of the file.' } };
  readonly example: string;
  constructor(example: string) {
    super(`Does the day or the month come first in "${example}"? Say it with "dateOrder".`);
    this.example = example;
  }
}

export class ReportOfOtherTimeError extends DomainError {
  static override readonly code = 'REPORT_OF_OTHER_TIME';
  static override readonly meaning = 'Nobody in the file was there near the session. Nothing was imported.';
  static override readonly facts: Facts = {
    firstAt: { type: 'DateTime', description: 'The first time in the file.' },
    lastAt: { type: 'DateTime', description: 'The last time in the file.' },
    startsAt: { type: 'DateTime', description: 'When the session begins.' },
    endsAt: { type: 'DateTime', description: 'When the session ends.' },
  };
  readonly firstAt: Date;
  readonly lastAt: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  constructor(file: { first: number; last: number }, session: { startsAt: Date; endsAt: Date }) {
    super(
      'Every time in the file lies hours away from the session. Is it the file of another day, or is its zone another?',
    );
    this.firstAt = new Date(file.first);
    this.lastAt = new Date(file.last);
    this.startsAt = session.startsAt;
    this.endsAt = session.endsAt;
  }
}

export class ReportKnownError extends DomainError {
  static override readonly code = 'REPORT_KNOWN';
  static override readonly meaning =
    'The same file was imported with another zone, encoding, order of dates or columns.';
  static override readonly facts: Facts = {
    reportId: { type: 'ID', node: 'AttendanceReport', description: 'The report that it became.' },
  };
  readonly reportId: AttendanceReportId;
  constructor(reportId: AttendanceReportId) {
    super('This file is imported already, read in another way. Withdraw that report first if it was read wrongly.');
    this.reportId = reportId;
  }
}

export class ReportWithdrawnError extends DomainError {
  static override readonly code = 'REPORT_WITHDRAWN';
  static override readonly meaning = 'The report was withdrawn, so that none of its rows counts.';
  constructor() {
    super('The report was withdrawn. Import the file again, and decide there.');
  }
}

export class RowWithoutTimesError extends DomainError {
  static override readonly code = 'ROW_WITHOUT_TIMES';
  static override readonly meaning = 'The times of the row could not be read, so that it counts for nobody.';
  constructor() {
    super(
      'The times of this row could not be read. Correct the file and import it too, or correct the attendance of the person.',
    );
  }
}
