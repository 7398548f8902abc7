import { statementText, unitText } from '../../../certificates/creditWords.ts';
import { COUNTED_DATES, type Credit } from '../../../certificates/facts/credit.ts';
import { type PrintedFacts, type PublicFacts, printedFacts } from '../../../certificates/facts/publicFacts.ts';
import type { PrintedSession } from '../../../certificates/facts/v2.ts';
import { decimalText, HOURS_KINDS, hoursKind } from '../../../certificates/words.ts';
import { builder, type SchemaTypes } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { AwardBasisEnum } from './basis.ts';

/** Any object that shows what a certificate says; null when there is no certificate. */
type ShowsFacts = { publicFacts: PublicFacts | null };

/** A part of the amount, or hours that lie over it. */
type Part = { amountHundredths: number; category: string | null; format: string | null; session: string | null };

const PrintedCreditPartType = builder.objectRef<Part>('PrintedCreditPart').implement({
  description: 'A part of a credit, as printed.',
  fields: (t) => ({
    amount: t.field({
      type: 'Decimal',
      description: "How many of the body's units.",
      resolve: ({ amountHundredths }) => decimalText(amountHundredths),
    }),
    category: t.exposeString('category', { nullable: true, description: 'The category, if it has one.' }),
    format: t.exposeString('format', { nullable: true, description: "The format, in the body's words." }),
    session: t.exposeString('session', { nullable: true, description: 'The session, if it is of one.' }),
  }),
});

const HoursKindEnum = builder.enumType('HoursKind', {
  description: 'What the hours of a certificate are.',
  values: described(HOURS_KINDS, {
    STUDIED: 'Of study. Beside a credit: those that the course requires of everyone.',
    ATTENDED: 'Of live instruction that the holder attended.',
    TAUGHT: 'Of live instruction that the holder taught.',
  }),
});

const PrintedSessionType = builder.objectRef<PrintedSession>('PrintedSession').implement({
  description: 'A day of a training in one format, as printed.',
  fields: (t) => ({
    on: t.field({ type: 'Date', description: 'The calendar day where it took place.', resolve: ({ on }) => on }),
    timeZone: t.exposeString('timeZone', { description: 'The time zone of the day.' }),
    place: t.exposeString('place', {
      description:
        'Where: the place as the organization published it, never the venue; "Online" of a session that was.',
    }),
    format: t.exposeString('format', { description: "How: in the words of the credit's body, where it has its own." }),
  }),
});

const CountedDayEnum = builder.enumType('CountedDay', {
  description: 'Which day an accrediting body counts.',
  values: described(COUNTED_DATES, {
    REGISTRATION: 'The day of registration.',
    SESSION: 'The day of the session.',
    COMPLETION: 'The day on which everything was completed.',
  }),
});

export const PrintedCreditType = builder.objectRef<Credit>('PrintedCredit').implement({
  description: 'What one accrediting body grants for the course, as printed.',
  fields: (t) => ({
    accreditor: t.exposeString('accreditor', { description: "The body's key, for programs." }),
    body: t.exposeString('body', { description: 'The accrediting body.' }),
    basis: t.expose('basis', { type: AwardBasisEnum, description: 'As what it was earned.' }),
    providerNumber: t.exposeString('providerNumber', {
      nullable: true,
      description: "The organization's number at the body; null when the body gives none.",
    }),
    unit: t.string({ description: "The body's unit, as printed with this amount.", resolve: unitText }),
    amount: t.field({
      type: 'Decimal',
      description: 'How many units. Units of different bodies are never added up.',
      resolve: ({ amountHundredths }) => decimalText(amountHundredths),
    }),
    lines: t.field({
      type: [PrintedCreditPartType],
      description: 'The parts of the amount by format, category and session. They add up to it.',
      resolve: ({ lines }) => lines,
    }),
    mandates: t.field({
      type: [PrintedCreditPartType],
      description: 'Categories that lie over the amount: what counts in it and for a mandate too.',
      resolve: ({ mandates }) => mandates.map((mandate) => ({ ...mandate, format: null, session: null })),
    }),
    statement: t.string({
      description:
        'The sentence that the body requires, word for word. Under a demonstration, a sentence before it says that no such approval exists.',
      resolve: statementText,
    }),
    specimen: t.boolean({
      description: 'Whether the approval exists only for a demonstration.',
      resolve: ({ approval }) => approval.specimen,
    }),
    approvalUrl: t.string({
      description: 'Where the body publishes its approval.',
      resolve: ({ approval }) => approval.url,
    }),
    approvedFrom: t.field({
      type: 'Date',
      description: 'The first day of the approval.',
      resolve: ({ approval }) => approval.startsOn,
    }),
    approvedUntil: t.field({
      type: 'Date',
      nullable: true,
      description: 'The last day of the approval, as known at issue; null while it is open.',
      resolve: ({ approval }) => approval.endsOn,
    }),
    partner: t.string({
      nullable: true,
      description: 'The other organization of a shared approval.',
      resolve: ({ approval }) => approval.partner?.name ?? null,
    }),
    countsOn: t.field({
      type: 'Date',
      description: "The day that the body counts, in the organization's time zone.",
      resolve: ({ counted }) => counted.on,
    }),
    countedDay: t.field({
      type: CountedDayEnum,
      description: 'Which day that is.',
      resolve: ({ counted }) => counted.day,
    }),
  }),
});

type Fact<Value> = {
  type:
    | ('String' | 'Decimal' | 'Date' | ['String'])
    | (typeof HoursKindEnum | [typeof PrintedCreditType] | [typeof PrintedSessionType]);
  description: string;
  read: (facts: PrintedFacts) => Value;
  /** The value where there is no certificate. A fact with this value is never null. */
  none?: Value;
  /** Some certificates lack this fact. */
  optional?: true;
};

const fact = <Value>(described: Fact<Value>): Fact<Value> => described;

/** The fields of every type that shows a certificate. To print a new fact, add one line here. */
const FACTS = {
  courseTitle: fact({ type: 'String', description: 'The course, as printed.', read: (facts) => facts.courseTitle }),
  courseVersion: fact({
    type: 'String',
    description: 'The version of the course, as printed.',
    read: (facts) => facts.courseVersion,
  }),
  hoursOfStudy: fact({
    type: 'Decimal',
    description: 'Hours of 60 minutes, as printed. `hoursAre` says of what.',
    read: (facts) => decimalText(facts.studyHundredths),
  }),
  hoursAre: fact({
    type: HoursKindEnum,
    description: 'What the hours are.',
    read: hoursKind,
  }),
  completedOn: fact({
    type: 'Date',
    description:
      "The day all requirements were met, in the organization's time zone; of attendance and of teaching without credit the last day that was attended or taught, where it took place.",
    read: (facts) => facts.completedOn,
  }),
  certifies: fact({
    type: 'String',
    description:
      '`ATTENDANCE`: that the holder attended a training, `TEACHING`: that they taught it, not that they completed the course; null on every other certificate.',
    read: (facts) => facts.certifies ?? null,
    optional: true,
  }),
  organization: fact({
    type: 'String',
    description: 'The organization that issued it, as printed.',
    read: (facts) => facts.organization,
  }),
  statements: fact({
    type: ['String'],
    description: 'What the certificate does not claim.',
    read: (facts) => facts.statements,
    none: [],
  }),
  expiresOn: fact({
    type: 'Date',
    description: "The last day it is valid, in the organization's time zone; null when it does not expire.",
    read: (facts) => facts.expiresOn,
    optional: true,
  }),
  sessions: fact({
    type: [PrintedSessionType],
    description:
      'Of a training: the days that were attended or, of teaching, taught, and where; on the certificate of a credit those that earned some of it. Empty for a course that is studied alone, and on certificates from before they were printed.',
    read: (facts) => facts.sessions ?? [],
    none: [],
  }),
  credits: fact({
    type: [PrintedCreditType],
    description: 'The credit of one accrediting body; empty on a plain certificate, which confers none.',
    read: (facts) => facts.credits,
    none: [],
  }),
};

type FieldMaker = Pick<PothosSchemaTypes.ObjectFieldBuilder<SchemaTypes, ShowsFacts>, 'field'>;
type Certain = 'ALWAYS_ISSUED' | 'PERHAPS_ISSUED';

const fieldsOf = (t: FieldMaker, certain: Certain) =>
  Object.fromEntries(
    Object.entries<Fact<unknown>>(FACTS).map(([name, { type, description, read, none, optional = false }]) => [
      name,
      t.field({
        // A loop over facts is past what the builder's types follow; the schema refuses a value that is not of its type.
        type: type as 'String',
        nullable: optional || (certain === 'PERHAPS_ISSUED' && none === undefined),
        description,
        resolve: ({ publicFacts }) =>
          (publicFacts === null ? (none ?? null) : read(printedFacts(publicFacts))) as string,
      }),
    ]),
  );

/** Implemented by every type that shows a certificate. A type whose certificate may not exist takes its fields from here. */
export const PrintedFactsInterface = builder.interfaceRef<ShowsFacts>('PrintedFacts').implement({
  description: 'What a certificate says, as printed and frozen at issue. Fields are null when there is no certificate.',
  fields: (t) => fieldsOf(t, 'PERHAPS_ISSUED'),
});

/** The same fields for a type that always shows a certificate: not null, but for what not every certificate says. */
export const printedFields = (t: FieldMaker) => fieldsOf(t, 'ALWAYS_ISSUED');
