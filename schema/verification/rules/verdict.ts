import { statementText, unitText } from '../../../certificates/creditWords.ts';
import type { Credit } from '../../../certificates/facts/credit.ts';
import { type PublicFacts, printedFacts } from '../../../certificates/facts/publicFacts.ts';
import type { CertificateStatus } from '../../../certificates/status/certificateStatus.ts';
import { decimalText, hoursKind } from '../../../certificates/words.ts';
import {
  credentialUrlOf,
  type RevocationReason,
  revocationOf,
  type Sealing,
  sealingOf,
  statusOf,
} from '../../issuance/rules.ts';
import type { RegisteredRow } from '../queries.ts';

/** What the public sees about a number. */
export type Verdict = {
  status: CertificateStatus;
  number: string;
  issuedAt: Date | null;
  /** Null when no certificate was issued under the number. */
  publicFacts: PublicFacts | null;
  revocation: { reason: RevocationReason; at: Date } | null;
  sealing: Sealing | null;
  /** SHA-256 of the sealed PDF in hex, so that a file can be compared; stays after erasure. */
  pdfSha256: string | null;
  /** The position of its credential in the transparency log; null until it has one. */
  logPosition: number | null;
  credentialUrl: string | null;
  /** Only when the holder shares it. */
  name: string | null;
  /** Whether the requested name is the holder's; null without a requested name. */
  nameMatches: boolean | null;
  /** Only after a matching name. */
  successorNumber: string | null;
};

type NotIssued = { status: 'MALFORMED' | 'UNKNOWN'; number: string; nameAsked: boolean };

/** The verdict on a text that is not a certificate number. */
export function verdictOnNothing({ status, number, nameAsked }: NotIssued): Verdict {
  return {
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
  };
}

/** Whether the public verdict shows the holder's name: only when the holder shares it, and never for personal growth. */
export function showsName({ nameShared, purpose }: Pick<RegisteredRow, 'nameShared' | 'purpose'>): boolean {
  return nameShared && purpose === 'CREDIT';
}

/** The verdict on an issued certificate. `name` is the holder's where `showsName` allows it; it is null after erasure. */
export function verdictOnCertificate(
  row: RegisteredRow,
  { name, nameMatches, now }: { name: string | null; nameMatches: boolean | null; now: Date },
): Verdict {
  return {
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
  };
}

/** The verdict as programs read it at /verify/:number. Its keys never change. */
export function verdictForPrograms({ publicFacts, ...verdict }: Verdict) {
  const printed = publicFacts === null ? null : printedFacts(publicFacts);
  return {
    ...verdict,
    timeZone: printed?.timeZone ?? null,
    course: printed === null ? null : { title: printed.courseTitle, version: printed.courseVersion },
    hoursOfStudy: printed === null ? null : decimalText(printed.studyHundredths),
    hoursAre: printed === null ? null : hoursKind(printed),
    completedOn: printed?.completedOn ?? null,
    sessions: printed?.sessions ?? [],
    certifies: printed === null ? null : (printed.certifies ?? 'COMPLETION'),
    expiresOn: printed?.expiresOn ?? null,
    organization: printed?.organization ?? null,
    purpose: printed?.purpose ?? null,
    credit: printed === null || printed.credit === null ? null : creditForPrograms(printed.credit),
    statements: printed?.statements ?? [],
  };
}

/** The credit on an award's certificate. It names no license: those are the holder's. */
const creditForPrograms = (credit: Credit) => ({
  accreditor: credit.accreditor,
  basis: credit.basis,
  body: credit.body,
  providerNumber: credit.providerNumber,
  amount: decimalText(credit.amountHundredths),
  unit: unitText(credit),
  countsOn: credit.counted.on,
  statement: statementText(credit),
  specimen: credit.approval.specimen,
});
