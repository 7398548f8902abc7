import { encodeGlobalID } from '@pothos/plugin-relay';
import { builder } from '../../graphql/builder.ts';
import { BLOCKER_CODES, type Blocker, type BlockerCode } from '../rules.ts';

const MEANING: Record<BlockerCode, string> = {
  MODULE_INCOMPLETE: 'A module is not complete.',
  NOT_READ_TO_END: 'A module was not read to its end.',
  CHECK_NOT_PASSED: "A module's check is not passed.",
  TIME_SHORT: 'A module has less verified time than it asks; secondsCounted and secondsRequired say how much.',
  POST_TEST_NOT_PASSED: 'The post-test is not passed.',
  ATTEMPTS_USED: 'All attempts at the post-test are used; the organization can grant another.',
  EVALUATION_MISSING: 'The evaluation is not filled in.',
  ATTESTATION_MISSING: 'The attestation is not signed.',
  NAME_UNCONFIRMED: 'There is no legal name to print, or the one typed is another.',
};

const BlockerCodeEnum = builder.enumType('BlockerCode', {
  description: 'What is missing.',
  values: Object.fromEntries(BLOCKER_CODES.map((code) => [code, { description: MEANING[code] }])),
});

/** One thing that is missing, with the facts a client needs to say how to mend it. */
export const BlockerType = builder.objectRef<Blocker>('Blocker').implement({
  description: 'One thing that is missing, with the facts to act on.',
  fields: (t) => ({
    code: t.field({ type: BlockerCodeEnum, description: 'What is missing.', resolve: (blocker) => blocker.code }),
    message: t.exposeString('message', { description: 'The same in a sentence.' }),
    moduleId: t.id({
      nullable: true,
      description: 'The module concerned, if one is.',
      resolve: ({ moduleId }) => (moduleId === undefined ? null : encodeGlobalID('Module', moduleId)),
    }),
    secondsCounted: t.exposeInt('secondsCounted', { nullable: true, description: 'Verified seconds so far.' }),
    secondsRequired: t.exposeInt('secondsRequired', { nullable: true, description: 'Verified seconds asked.' }),
    attemptsUsed: t.exposeInt('attemptsUsed', { nullable: true, description: 'Attempts used.' }),
    attemptsAllowed: t.exposeInt('attemptsAllowed', {
      nullable: true,
      description: 'Attempts allowed, with those granted.',
    }),
  }),
});
