import { APPROVAL_KINDS } from '../../../drizzle/tables/accreditation.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { MAX_PAGE } from '../../graphql/relay.ts';
import { accreditorOf, bodiesOf, type LoadedAccreditor } from '../queries.ts';
import type { RuleName, StatementTemplate } from '../rules/bodies.ts';
import { formOf } from '../rules/forms.ts';
import { rulesOn, statementsOn } from '../rules/inForce.ts';
import { accreditorLacks } from '../rules/lacking.ts';
import { MEANINGS } from '../rules/meanings.ts';
import { BodyValueRef, ConfidenceEnum, dayOf, namedValues, ON_DAY, PRICES, RuleSourceType } from './bodyValue.ts';

const AccreditorKind = builder.enumType('AccreditorKind', {
  description: 'Whether an accreditor approves anything.',
  values: described(['ACCREDITS', 'PLAIN'] as const, {
    ACCREDITS: 'It approves providers or courses.',
    PLAIN: 'A completion that no body approves.',
  }),
});

/** What an approval is for. @public other nouns show approvals. */
export const ApprovalKindEnum = builder.enumType('ApprovalKind', {
  description: 'What a body approved.',
  values: described(APPROVAL_KINDS, {
    PROVIDER: 'An organization, for all its courses.',
    COURSE: 'One course.',
    CO_SPONSORED: 'Courses that two organizations give, one of them approved or both.',
    JOINT: 'Organizations that give courses together.',
  }),
});

const StatementType = builder.objectRef<StatementTemplate>('StatementTemplate').implement({
  description: 'A sentence of a body, word for word. {organization} and other blanks stand for what an offer fills in.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ApprovalKindEnum, description: 'The kind of approval that it is for.' }),
    text: t.string({ description: 'The sentence.', resolve: ({ value }) => value }),
    from: t.expose('from', { type: 'Date', description: 'The day from which it applies.' }),
    source: t.field({ type: RuleSourceType, description: 'Where it was read.', resolve: ({ source }) => source }),
    confidence: t.expose('confidence', { type: ConfidenceEnum, description: 'How sure it is.' }),
    note: t.string({
      nullable: true,
      description: 'What else the source says of it.',
      resolve: ({ note }) => note ?? null,
    }),
  }),
});

const MissingRule = builder.objectRef<RuleName>('MissingRule').implement({
  description: 'A rule that the file of a body does not give, and how an organization states it.',
  fields: (t) => ({
    name: t.string({ description: 'Its name, such as repeats.', resolve: (name) => name }),
    meaning: t.string({ description: 'What it says.', resolve: (name) => MEANINGS[name] }),
    type: t.string({ description: 'The type of its value in JSON.', resolve: (name) => formOf(name).type }),
    allowed: t.string({ description: 'What the value may be.', resolve: (name) => formOf(name).allowed }),
    example: t.string({ description: 'A value as JSON.', resolve: (name) => formOf(name).example }),
  }),
});

/** A body that approves. @public other nouns add fields to it. */
export const AccreditorRef = builder.objectRef<LoadedAccreditor>('Accreditor').implement({
  description:
    'A body that approves providers or courses, with what Attune knows of its rules and from where. It is public.',
  authScopes: { public: true },
  fields: (t) => ({
    key: t.string({ description: 'Its short name, such as aswb-ace.', resolve: ({ body }) => body.key }),
    name: t.string({ description: 'Its name.', resolve: ({ body }) => body.name }),
    website: t.string({
      nullable: true,
      description: 'Its website; null for the completion that no body approves.',
      resolve: ({ body }) => body.website,
    }),
    kind: t.field({
      type: AccreditorKind,
      description: 'Whether it approves anything.',
      resolve: ({ body }) => body.kind,
    }),
    approves: t.field({
      type: [ApprovalKindEnum],
      description: 'What it approves: providers, courses or both.',
      resolve: ({ body }) => body.approves,
    }),
    jurisdictions: t.stringList({
      description: 'Where it is known, as codes of ISO 3166; empty where it does not say.',
      resolve: ({ body }) => body.jurisdictions,
    }),
    professions: t.stringList({
      description: 'The licensed professions that it serves, by the keys of boards; empty for any.',
      resolve: ({ body }) => body.professions,
    }),
    values: t.field({
      type: [BodyValueRef],
      complexity: PRICES.values,
      description: 'Its rules on a day. A rule whose day has not come is not among them.',
      args: { on: t.arg(ON_DAY) },
      resolve: ({ body }, { on }, context) => namedValues(rulesOn(body, dayOf(on, context))),
    }),
    missing: t.stringList({
      description:
        'The names of rules that its file does not give. An offer needs some of them stated by the organization.',
      resolve: ({ body }) => accreditorLacks(body),
    }),
    missingRules: t.field({
      type: [MissingRule],
      complexity: PRICES.values,
      description:
        'The same rules with what they mean and how you state them; and the statement, where the file has no sentence.',
      resolve: ({ body }) => [
        ...accreditorLacks(body),
        ...(body.kind === 'ACCREDITS' && body.statements.length === 0 ? (['statement'] as const) : []),
      ],
    }),
    statements: t.field({
      type: [StatementType],
      description: 'Its sentences on a day, one for each kind of approval that it words.',
      args: { on: t.arg(ON_DAY) },
      resolve: ({ body }, { on }, context) => statementsOn(body, dayOf(on, context)),
    }),
  }),
});

builder.queryField('accreditors', (t) =>
  t.field({
    type: [AccreditorRef],
    complexity: PRICES.bodies,
    description: `The bodies that approve, by key; at most ${MAX_PAGE}.`,
    resolve: async (_root, _args, { db }) => [...(await bodiesOf(db)).accreditors.values()].slice(0, MAX_PAGE),
  }),
);

builder.queryField('accreditor', (t) =>
  t.field({
    type: AccreditorRef,
    nullable: true,
    description: 'The body with this key; null when there is none.',
    args: { key: t.arg.string({ description: 'Its short name, such as aswb-ace.' }) },
    resolve: (_root, { key }, { db }) => accreditorOf(db, key),
  }),
);
