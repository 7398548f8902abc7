import { parseCertificateNumber } from '../../../certificates/number.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { Vault } from '../../../drizzle/encryption.ts';
import { isHolder, openFacts } from '../../issuance/operations/sealFacts.ts';
import { registeredByNumbers } from '../queries.ts';
import { showsName, type Verdict, verdictOnCertificate, verdictOnNothing } from '../rules/verdict.ts';

type Asked = { number: string; name?: string | undefined };

/** The current verdicts on up to 100 numbers, in the order given, in one statement. Names are compared, never revealed. */
export async function verdictsOf(
  db: Database,
  vault: Vault,
  { asked, now }: { asked: readonly Asked[]; now: Date },
): Promise<Verdict[]> {
  const read = asked.map(({ number, name }) => ({ number, name, parsed: parseCertificateNumber(number) }));
  const rows = await registeredByNumbers(
    db,
    read.flatMap(({ parsed }) => (parsed.ok ? [parsed.number] : [])),
  );
  const found = new Map(rows.map((row) => [row.number, row]));
  return read.map(({ number, name, parsed }) => {
    const nameAsked = name !== undefined;
    if (!parsed.ok) return verdictOnNothing({ status: 'MALFORMED', number: number.slice(0, 40), nameAsked });
    const row = found.get(parsed.number);
    if (row === undefined) return verdictOnNothing({ status: 'UNKNOWN', number: parsed.number, nameAsked });
    const shown = showsName(row) ? (openFacts(vault, row)?.facts.learnerName ?? null) : null;
    return verdictOnCertificate(row, { name: shown, nameMatches: nameAsked ? isHolder(vault, row, name) : null, now });
  });
}

/** The current verdict on one number. */
export async function verdictOf(db: Database, vault: Vault, { now, ...one }: Asked & { now: Date }): Promise<Verdict> {
  const [verdict] = await verdictsOf(db, vault, { asked: [one], now });
  if (verdict === undefined) throw new Error('the query returned no verdict for a number');
  return verdict;
}
