import type { Context } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { CONFIDENCES, type Held, type Source } from '../rules/bodies.ts';
import { MEANINGS } from '../rules/meanings.ts';

export const ConfidenceEnum = builder.enumType('RuleConfidence', {
  description: 'How sure a rule of a body is.',
  values: described(CONFIDENCES, {
    HIGH: 'From the body’s own rule or page.',
    MEDIUM: 'From a text that restates the rule.',
    LOW: 'From a provider’s practice, or stated by an organization.',
  }),
});

export const RuleSourceType = builder.objectRef<Source>('RuleSource').implement({
  description: 'Where a rule of a body was read.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'The page or document.' }),
    url: t.exposeString('url', { description: 'Its address.' }),
    readOn: t.expose('readOn', { type: 'Date', description: 'The day it was read.' }),
  }),
});

/** A value that is in force, with its name. */
export type NamedValue = { name: keyof typeof MEANINGS } & Held<unknown>;

/** A rule of a body. @public other nouns show the rules that an offer froze. */
export const BodyValueRef = builder.objectRef<NamedValue>('BodyValue').implement({
  description: 'A value of a body’s rules, with its source. What has no source is absent.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, such as minutesPerUnit.' }),
    meaning: t.string({ description: 'What it says.', resolve: ({ name }) => MEANINGS[name] }),
    value: t.string({
      description:
        'The value as JSON: a number, a text in quotes, a list or an object. "NONE" says that there is no limit.',
      resolve: ({ value }) => JSON.stringify(value),
    }),
    from: t.expose('from', {
      type: 'Date',
      description:
        'The day from which it applies. Where the day is unknown, the first of the month in which it was read.',
    }),
    source: t.field({ type: RuleSourceType, description: 'Where it was read.', resolve: ({ source }) => source }),
    confidence: t.expose('confidence', { type: ConfidenceEnum, description: 'How sure it is.' }),
    note: t.string({
      nullable: true,
      description: 'What else the source says of it.',
      resolve: ({ note }) => note ?? null,
    }),
    statedBecause: t.string({
      nullable: true,
      description: 'Why the organization stated it, where the body’s file has no such value; else null.',
      resolve: ({ statedBecause }) => statedBecause ?? null,
    }),
  }),
});

type Values = Record<string, Held<unknown> | undefined>;

/** The values of a set of rules by name. */
export function namedValues(values: Values): NamedValue[] {
  return Object.entries(values).flatMap(([name, held]) =>
    // Names come from the catalogs, and each of them has a meaning.
    held === undefined ? [] : [{ name: name as NamedValue['name'], ...held }],
  );
}

/** What lists cost: about as many as the files have, because the operator's files alone decide their length. */
export const PRICES = {
  bodies: { field: 1, multiplier: 20 },
  professions: { field: 1, multiplier: 3 },
  values: { field: 1, multiplier: 10 },
  kinds: { field: 1, multiplier: 1 },
} as const;

export const ON_DAY = {
  type: 'Date',
  required: false,
  description: 'The rules of this day; by default of today in UTC.',
} as const;

export const dayOf = (on: string | null | undefined, { now }: Context): string => on ?? now.toISOString().slice(0, 10);
