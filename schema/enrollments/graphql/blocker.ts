import { encodeGlobalID } from '@pothos/plugin-relay';
import { enrolledKey } from '../../enrolledKeys.ts';
import type { Facts } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { factFields } from '../../graphql/factFields.ts';
import { BLOCKER_WORDS, type BlockerCode, type BlockerOf } from '../rules/gate.ts';

type Words = { type: string; meaning: string; facts: Facts };
const WORDS: Record<BlockerCode, Words> = BLOCKER_WORDS;
const CODES = Object.keys(WORDS) as BlockerCode[];

const BlockerCodeEnum = builder.enumType('BlockerCode', {
  description: 'What is missing.',
  values: Object.fromEntries(CODES.map((code) => [code, { description: WORDS[code].meaning }])),
});

/** One thing that is missing. Each kind of blocker has its own type, with the facts that only this kind has. */
export const BlockerType = builder.interfaceRef<BlockerOf>('Blocker').implement({
  description: 'One thing that is missing, with the facts to act on.',
  resolveType: ({ code }) => WORDS[code].type,
  fields: (t) => ({
    code: t.field({ type: BlockerCodeEnum, description: 'What is missing.', resolve: (blocker) => blocker.code }),
    message: t.exposeString('message', { description: 'What is missing, in a sentence.' }),
    moduleId: t.id({
      nullable: true,
      description: 'The module of your enrollment that this is about, if any.',
      resolve: (blocker) =>
        'moduleId' in blocker
          ? encodeGlobalID('EnrolledModule', enrolledKey(blocker.moduleId, blocker.enrollmentId))
          : null,
    }),
    secondsCounted: t.int({
      nullable: true,
      description: 'Verified seconds so far.',
      resolve: (blocker) => ('secondsCounted' in blocker ? blocker.secondsCounted : null),
    }),
    secondsRequired: t.int({
      nullable: true,
      description: 'Verified seconds required.',
      resolve: (blocker) => ('secondsRequired' in blocker ? blocker.secondsRequired : null),
    }),
    attemptsUsed: t.int({
      nullable: true,
      description: 'Attempts used.',
      resolve: (blocker) => ('attemptsUsed' in blocker ? blocker.attemptsUsed : null),
    }),
    attemptsAllowed: t.int({
      nullable: true,
      description: 'Attempts allowed, including granted ones.',
      resolve: (blocker) => ('attemptsAllowed' in blocker ? blocker.attemptsAllowed : null),
    }),
  }),
});

const DEADLINE: Facts[string] = {
  type: 'DateTime',
  nullable: true,
  description: 'The deadline; null without one.',
};

// rules/gate names GraphQL types as strings because it may not import GraphQL. Building the schema fails on an unknown name.
for (const { type, meaning, facts } of Object.values(WORDS))
  builder.objectRef<BlockerOf>(type).implement({
    description: meaning,
    interfaces: [BlockerType],
    fields: (t) => factFields(t, { ...facts, deadline: DEADLINE }),
  });
