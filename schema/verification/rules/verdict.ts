import { type PublicFacts, printedFacts } from '../../../certificates/facts/publicFacts.ts';
import type { CertificateStatus } from '../../../certificates/status/certificateStatus.ts';
import { decimalText } from '../../../certificates/words.ts';
import {
  credentialUrlOf,
  type RevocationReason,
  revocationOf,
  type Sealing,
  sealingOf,
  statusOf,
} from '../../issuance/rules.ts';
import type { RegisteredRow } from '../queries.ts';

/** What the public learns of a number. */
export type Verdict = {
  status: CertificateStatus;
  number: string;
  issuedAt: Date | null;
  /** Null as long as nothing was issued under the number. */
  publicFacts: PublicFacts | null;
  revocation: { reason: RevocationReason; at: Date } | null;
  sealing: Sealing | null;
  /** SHA-256 of the sealed PDF in hex, so that a file can be compared; stays after erasure. */
  pdfSha256: string | null;
  /** Where its credential stands in the transparency log; null until it has a place. */
  logPosition: number | null;
  credentialUrl: string | null;
  /** Only when the holder shares it. */
  name: string | null;
  /** Whether the name asked about is the holder's; null when none was asked. */
  nameMatches: boolean | null;
  /** Only after a matching name. */
  successorNumber: string | null;
};

type NotIssued = { status: 'MALFORMED' | 'UNKNOWN'; number: string; nameAsked: boolean };

/** The verdict on what is no number of a certificate. */
export const verdictOnNothing = ({ status, number, nameAsked }: NotIssued): Verdict => ({
  status,
  number,
  issuedAt: null,
  publicFacts: null,
  revocation: null,
  sealing: null,
  pdfSha256: null,
  logPosition: null,
  credentialUrl: null,
  name: null,
  nameMatches: nameAsked ? false : null,
  successorNumber: null,
});

/** Whether the public verdict shows the holder's name: where the holder shares it, and never for personal growth. */
export const showsName = ({ nameShared, purpose }: Pick<RegisteredRow, 'nameShared' | 'purpose'>): boolean =>
  nameShared && purpose === 'CREDIT';

/** The verdict on an issued certificate. `name` is the holder's where `showsName` allows it; it is null once erased. */
export const verdictOnCertificate = (
  row: RegisteredRow,
  { name, nameMatches, now }: { name: string | null; nameMatches: boolean | null; now: Date },
): Verdict => ({
  status: statusOf(row, now),
  number: row.number,
  issuedAt: row.issuedAt,
  publicFacts: row.publicFacts,
  revocation: revocationOf(row),
  sealing: sealingOf({ sealed: row.pdfSha256 !== null, erased: row.wrappedDataKey === null }),
  pdfSha256: row.pdfSha256,
  logPosition: row.logPosition,
  credentialUrl: credentialUrlOf(row.publicFacts),
  name,
  nameMatches,
  successorNumber: nameMatches === true ? row.successorNumber : null,
});

/** The verdict as programs read it at /verify/:number. Its keys stay as they are. */
export function verdictForPrograms({ publicFacts, ...verdict }: Verdict) {
  const printed = publicFacts === null ? null : printedFacts(publicFacts);
  return {
    ...verdict,
    timeZone: printed?.timeZone ?? null,
    course: printed === null ? null : { title: printed.courseTitle, version: printed.courseVersion },
    hoursOfStudy: printed === null ? null : decimalText(printed.studyHundredths),
    completedOn: printed?.completedOn ?? null,
    expiresOn: printed?.expiresOn ?? null,
    organization: printed?.organization ?? null,
    purpose: printed?.purpose ?? null,
    statements: printed?.statements ?? [],
  };
}
