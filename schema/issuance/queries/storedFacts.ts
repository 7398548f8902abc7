import { parsePublicFacts } from '../../../certificates/facts/parse.ts';
import type { PublicFacts } from '../../../certificates/facts/publicFacts.ts';

/**
 * The facts that a certificate's row stores in clear, whatever their version. Throws when they are unreadable, which the tables
 * prevent.
 */
function storedPublicFacts(stored: unknown): PublicFacts {
  const read = parsePublicFacts(stored);
  if (!read.ok) throw new Error(`stored public facts are unreadable: ${read.faults.join('; ')}`);
  return read.facts;
}

/** A row as the driver returns it, with its facts still unread. */
export type Stored<Row extends { publicFacts: PublicFacts }> = Omit<Row, 'publicFacts'> & { publicFacts: unknown };

/** The `read` of every statement whose rows contain public facts. */
export function withFacts<Row extends { publicFacts: PublicFacts }>(row: Stored<Row>): Row {
  // TypeScript cannot see that the one omitted member is added back.
  return { ...row, publicFacts: storedPublicFacts(row.publicFacts) } as unknown as Row;
}
