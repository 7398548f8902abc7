import { GraphQLError } from 'graphql';
import { builder } from '../../graphql/builder.ts';
import { checkPageSize } from '../../graphql/pages.ts';
import { verdictOf, verdictsOf } from '../operations/giveVerdicts.ts';
import { VerdictType } from './verdict.ts';

/** Anonymous callers have no result union, so rate limiting is a top-level error, as being signed out is. */
function refuseLoud(retryAt: Date | null): void {
  if (retryAt === null) return;
  const message = 'Your network looked up too many numbers. Wait some minutes, then try again.';
  throw new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', retryAt: retryAt.toISOString() } });
}

builder.queryField('verifyCertificate', (t) =>
  t.field({
    type: VerdictType,
    description: 'The public verdict on one number. Open to anyone; to check a name on paper, use the verify page.',
    args: { number: t.arg.string({ description: 'As printed; case, spaces and hyphens do not matter.' }) },
    resolve: async (_root, { number }, { db, vault, now, countLookup }) => {
      refuseLoud(await countLookup('ONE'));
      return verdictOf(db, vault, { number, now });
    },
  }),
);

builder.queryField('verifyCertificates', (t) =>
  t.field({
    type: [VerdictType],
    description: 'The public verdicts on up to 100 numbers, in the order in which you gave them.',
    args: { numbers: t.arg.stringList({ description: 'Up to 100 numbers as printed.' }) },
    resolve: async (_root, { numbers }, { db, vault, now, countLookup }) => {
      checkPageSize({ first: numbers.length });
      refuseLoud(await countLookup('MANY'));
      return verdictsOf(db, vault, { asked: numbers.map((number) => ({ number })), now });
    },
  }),
);
