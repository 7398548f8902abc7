import type { APPROVAL_KINDS } from '../../../drizzle/tables/accreditation.ts';
import type { LICENSE_KINDS } from '../../../drizzle/tables/licenses.ts';
import type { AccreditorValues, BoardValues, OfferValues } from './values.ts';

/** How sure a value is: HIGH from the body's own rule or page, MEDIUM from one that restates it, LOW from a provider's practice. */
export const CONFIDENCES = ['HIGH', 'MEDIUM', 'LOW'] as const;

/** Where a value was read. */
export type Source = { title: string; url: string; readOn: string };

/** A value with the day from which it applies. The newest whose day has come is in force. */
export type Dated<Value> = {
  value: Value;
  from: string;
  source: Source;
  confidence: (typeof CONFIDENCES)[number];
  note?: string | undefined;
};

type Course<Values> = { [Name in keyof Values]?: Dated<Values[Name]>[] };

/** A sentence of a body, word for word, with blanks such as {organization}. */
export type StatementTemplate = Dated<string> & { kind: (typeof APPROVAL_KINDS)[number] };

/** A body that approves providers or courses, and words what they may say: content/accreditors/KEY.yaml. */
export type Accreditor = {
  key: string;
  /** As certificates print it. */
  name: string;
  /** Null only for what is PLAIN. */
  website: string | null;
  /** PLAIN is the completion that no body approves. */
  kind: 'ACCREDITS' | 'PLAIN';
  approves: ('PROVIDER' | 'COURSE')[];
  /** ISO 3166 codes (US, US-NY); empty where the body does not say. */
  jurisdictions: string[];
  /** The licensed professions that it serves; empty for any. */
  professions: string[];
  values: Course<AccreditorValues>;
  statements: StatementTemplate[];
};

/** An accreditor that approves something. */
export type Approver = Accreditor & { kind: 'ACCREDITS'; website: string };

export type LicenseKind = (typeof LICENSE_KINDS)[number];

/** What a board says of a profession. `kinds` is what it says of associates, interns and the like alone. */
export type BoardProfession = {
  key: string;
  title: string;
  values: Course<BoardValues>;
  kinds?: Partial<Record<LicenseKind, Course<BoardValues>>> | undefined;
};

/**
 * A body that licenses people, or registers them: content/boards/KEY.yaml. LOG_ONLY: it approves nothing and accepts a log, so no
 * approval, offer or statement exists for it.
 */
export type Board = {
  key: string;
  name: string;
  website: string;
  kind: 'REGULATES' | 'LOG_ONLY';
  /** ISO 3166: US-CA, NZ. */
  jurisdiction: string;
  professions: BoardProfession[];
};

/** A value that is in force, as an offer freezes it. `statedBecause` is the organization's reason when the body's file has none. */
export type Held<Value> = Omit<Dated<Value>, 'source'> & { source: Source; statedBecause?: string };

/** The rules of an accreditor on a day: what its file says and, where it says nothing, what the organization stated. */
export type Rules = { [Name in keyof OfferValues]?: Held<OfferValues[Name]> };
export type RuleName = keyof OfferValues;
