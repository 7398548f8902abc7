import { type PrintedFacts, type PublicFacts, printedFacts } from '../../../certificates/facts/publicFacts.ts';
import type { Credit } from '../../../certificates/facts/v2.ts';
import { decimalText } from '../../../certificates/words.ts';
import { builder, type SchemaTypes } from '../../graphql/builder.ts';

/** Any object that shows what a certificate says; null when there is no certificate. */
type ShowsFacts = { publicFacts: PublicFacts | null };

const PrintedCreditType = builder.objectRef<Credit>('PrintedCredit').implement({
  description: 'What one accrediting body grants for the course, as printed.',
  fields: (t) => ({
    body: t.exposeString('body', { description: 'The accrediting body.' }),
    providerNumber: t.exposeString('providerNumber', {
      nullable: true,
      description: "The organization's number at the body; null when the body gives none.",
    }),
    unit: t.exposeString('unitWords', { description: "The body's unit, as printed." }),
    amount: t.field({
      type: 'Decimal',
      description: 'How many units. Units of different bodies are never added up.',
      resolve: ({ amountHundredths }) => decimalText(amountHundredths),
    }),
    statement: t.exposeString('statement', { description: 'The sentence that the body requires, word for word.' }),
    approvalUrl: t.string({
      description: 'Where the body publishes its approval.',
      resolve: ({ approval }) => approval.url,
    }),
  }),
});

type Fact<Value> = {
  type: 'String' | 'Decimal' | 'Date' | ['String'] | [typeof PrintedCreditType];
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
    description: 'Hours of study of 60 minutes, as printed.',
    read: (facts) => decimalText(facts.studyHundredths),
  }),
  completedOn: fact({
    type: 'Date',
    description: "The day all requirements were met, in the organization's time zone.",
    read: (facts) => facts.completedOn,
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
  credits: fact({
    type: [PrintedCreditType],
    description: 'What accrediting bodies grant for the course; empty when they grant nothing.',
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
