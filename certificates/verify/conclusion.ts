import type { CertificateStatus } from '../status/certificateStatus.ts';
import { type Report, stepOf } from './report.ts';

/** The status of the number in the issuer's register today. A saved status list shows only WITHDRAWN or NOT_SHOWN. */
export type StatusOfFile = Exclude<CertificateStatus, 'MALFORMED'> | 'WITHDRAWN' | 'NOT_SHOWN';

/**
 * A report, and what the register added to it. `standing` is null when the register was not read; programs read it by this name.
 */
export type Examined = Report & { standing: StatusOfFile | null; pending: boolean };

/** An examination as programs read it at POST /verify. Its keys stay as they are: there a step's outcome is its `verdict`. */
export function examinedForPrograms({ steps, ...examined }: Examined) {
  return {
    ...examined,
    steps: steps.map(({ outcome, ...step }) => ({ ...step, verdict: outcome })),
  };
}

export type ExaminedForPrograms = ReturnType<typeof examinedForPrograms>;

export type Conclusion = { tone: 'good' | 'warn' | 'bad' | 'plain'; badge: string; title: string; advice: string };

const NOT_GENUINE: Record<Exclude<Report['overall'], 'GENUINE' | 'GENUINE_BUT_UNSEALED'>, Conclusion> = {
  ALTERED: {
    tone: 'bad',
    badge: 'Altered',
    title: 'This file was altered',
    advice:
      'Do not rely on what it shows. Ask its holder for the file as it was issued, or ask the issuer’s check page about the number.',
  },
  NOT_OURS: {
    tone: 'bad',
    badge: 'Not ours',
    title: 'This file was not issued here',
    advice: 'If it claims to come from here, keep the file and tell the organization named on it.',
  },
  NOT_PROVEN: {
    tone: 'plain',
    badge: 'Not proven',
    title: 'Nothing in this file proves where it comes from',
    advice:
      'Do not rely on it. Type the number printed on it into the check page, or ask its holder for the original file.',
  },
  UNREADABLE: {
    tone: 'plain',
    badge: 'Not readable',
    title: 'This file could not be examined',
    advice:
      'Send the PDF as it was issued, not a scan or a photograph, or type the number printed on it into the check page.',
  },
};

const BY_STATUS: Record<StatusOfFile, Conclusion> = {
  VALID: {
    tone: 'good',
    badge: 'Genuine and valid',
    title: 'This certificate is genuine and valid',
    advice: 'You may rely on what it says. Your own rules decide whether the hours count.',
  },
  EXPIRED: {
    tone: 'warn',
    badge: 'Expired',
    title: 'This certificate is genuine and has expired',
    advice: 'It was valid until the day it names. Ask its holder for a current one if your rules require that.',
  },
  REVOKED: {
    tone: 'bad',
    badge: 'Revoked',
    title: 'This certificate is genuine and was revoked',
    advice: 'It was issued as you see it and later withdrawn. It no longer counts as a record of study.',
  },
  SUPERSEDED: {
    tone: 'warn',
    badge: 'Replaced',
    title: 'This certificate is genuine and was replaced',
    advice: 'A corrected certificate replaces it. Ask the holder for the new one.',
  },
  WITHDRAWN: {
    tone: 'bad',
    badge: 'Withdrawn',
    title: 'This certificate is genuine and was withdrawn',
    advice: 'It was issued as you see it and later revoked or replaced. Ask the issuer’s check page which, and why.',
  },
  NOT_SHOWN: {
    tone: 'warn',
    badge: 'Status not shown',
    title: 'This certificate is genuine, but the list does not show its status',
    advice: 'Save the status list again from the address that the credential names, or ask the issuer’s check page.',
  },
  SPECIMEN: {
    tone: 'warn',
    badge: 'Specimen',
    title: 'This is a specimen, not a record of study',
    advice: 'It was made on a demonstration server. No one studied for it: do not accept it.',
  },
  UNKNOWN: {
    tone: 'bad',
    badge: 'Not in the register',
    title: 'This certificate is not in the register',
    advice:
      'Do not rely on it before the issuer has explained why. Tell the issuer: its address is on the certificate.',
  },
};

const OFFLINE: Conclusion = {
  tone: 'good',
  badge: 'Genuine',
  title: 'This is the certificate as it was issued',
  advice: 'The file cannot show whether it was revoked or replaced later: the steps below say where to ask.',
};

const PENDING: Conclusion = {
  tone: 'warn',
  badge: 'Being sealed',
  title: 'This certificate is genuine and is still being sealed',
  advice:
    'It was issued and is valid. Its sealed file or its place in the public log is not ready yet. Check again in a few minutes.',
};

const LOG_DAMAGED: Conclusion = {
  tone: 'bad',
  badge: 'Log damaged',
  title: 'The file is genuine, but the public log was changed',
  advice:
    'The log must never change. Tell the operator of this installation at once. The steps below name what does not match.',
};

const logDamaged = (report: Report): boolean =>
  (['LOGGED', 'CONTINUED', 'REPLAY'] as const).some((key) => stepOf(report, key)?.outcome === 'FAILED');

/** What the file alone says about its status: a credential says whether it is a specimen and when it expires. */
export function statusInFile(report: Report): StatusOfFile | null {
  if (report.facts?.specimen === true) return 'SPECIMEN';
  return stepOf(report, 'EXPIRY')?.outcome === 'FAILED' ? 'EXPIRED' : null;
}

/** Whether the file is an issued one, whatever happened to the certificate later. */
export function isGenuine({ overall }: Pick<Report, 'overall'>): boolean {
  return overall === 'GENUINE' || overall === 'GENUINE_BUT_UNSEALED';
}

/** The register comes first. A file that says it is a specimen is one, whatever the register says today. */
function statusOf(examined: Examined): StatusOfFile | null {
  const inFile = statusInFile(examined);
  return examined.standing === 'VALID' && inFile === 'SPECIMEN' ? inFile : (examined.standing ?? inFile);
}

/** One title and one piece of advice for a whole examination. */
export function conclude(examined: Examined): Conclusion {
  const { overall, pending } = examined;
  if (overall !== 'GENUINE' && overall !== 'GENUINE_BUT_UNSEALED') return NOT_GENUINE[overall];
  if (logDamaged(examined)) return LOG_DAMAGED;
  const known = statusOf(examined);
  if (known === null) return OFFLINE;
  return known === 'VALID' && pending ? PENDING : BY_STATUS[known];
}

/** For programs: 0 genuine and valid, 1 not genuine or a damaged log, 3 genuine but not (yet) to be relied on. */
export function exitCodeOf(examined: Examined): 0 | 1 | 3 {
  const { pending } = examined;
  const known = statusOf(examined);
  if (!isGenuine(examined) || logDamaged(examined) || known === 'UNKNOWN') return 1;
  return (known === null || known === 'VALID') && !pending ? 0 : 3;
}
