import type { Step } from '../../../certificates/verify/report.ts';
import type { Proven, ProvenEntry } from '../../log/rules.ts';
import type { IssuedFile } from '../queries.ts';

/** Which document the file is, and the newest revision of the certificate's documents. */
type Asked = { same: IssuedFile | undefined; newest: number };

const ORDER = ['CREDENTIAL', 'PDF', 'ISSUE', 'REVOCATION', 'SUPERSESSION'] as const;

const WITHDRAWALS: readonly ProvenEntry['kind'][] = ['REVOCATION', 'SUPERSESSION'];

const WORDS = {
  CREDENTIAL: 'The credential',
  PDF: 'Its PDF',
  ISSUE: 'Its issue',
  REVOCATION: 'Its revocation',
  SUPERSESSION: 'Its replacement',
};

const isOf = ({ kind, revision }: ProvenEntry, same: IssuedFile | undefined): boolean =>
  kind === same?.kind && revision === same.revision;

function wordsOf(entry: ProvenEntry, { same, newest }: Asked): string {
  if (entry.kind === 'PDF' && isOf(entry, same)) return 'This very PDF';
  const earlier = entry.revision !== 0 && entry.revision !== newest && !isOf(entry, same);
  return earlier ? `${WORDS[entry.kind]} of revision ${entry.revision}` : WORDS[entry.kind];
}

function sentenceOf(entry: ProvenEntry, origin: string, asked: Asked): string {
  const words = wordsOf(entry, asked);
  if (entry.fault !== null) return `${words} cannot be proved in the log: ${entry.fault}`;
  return entry.position === null
    ? `${words} is waiting for its place in the log: entry pending.`
    : `${words} is entry ${entry.position} of the log ${origin}.`;
}

/** The entries of a certificate as one step of a report; the worst one counts. */
export function loggedStep({ origin, entries, unlogged }: Proven, asked: Asked): Step {
  const sorted = entries.toSorted((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  const broken = unlogged.length > 0 || entries.some(({ fault }) => fault !== null);
  // A withdrawal that still waits is told by its sentence and by the status; what the file says of itself is proved.
  const pending = entries.some(({ kind, position }) => position === null && !WITHDRAWALS.includes(kind));
  return {
    key: 'LOGGED',
    outcome: broken ? 'FAILED' : pending ? 'NOT_CHECKED' : 'PASSED',
    title: 'Its entries in the public log',
    sentence: [
      ...sorted.map((entry) => sentenceOf(entry, origin, asked)),
      ...unlogged.map((what) => `The register contains a ${what} of it, but the log has no entry for that.`),
    ].join(' '),
  };
}
