import type { PrintedLicense } from '../../../certificates/facts/credit.ts';
import type { LicenseId } from '../../../drizzle/ids.ts';
import type { LicenseKind, LicenseReason } from '../../licenses/rules/change.ts';

/** What a license said from a moment on; number and name are null after erasure. */
export type OpenedVersion = {
  kind: LicenseKind;
  number: string | null;
  nameOnLicense: string | null;
  reason: LicenseReason;
  recordedAt: Date;
};

type Joined = {
  licenseId: LicenseId;
  profession: string;
  jurisdiction: string;
  joinedAt: Date;
  removedAt: Date | null;
  /** Whether the certificate prints it. */
  printed: boolean;
};

/** A license as it was when an award was joined to it, and what changed since. */
export type ShownLicense = Joined & Omit<OpenedVersion, 'reason' | 'recordedAt'> & { changes: OpenedVersion[] };

/** A license that an award is joined to, with what it ever said, oldest first. */
export type JoinedLicense = Joined & { versions: OpenedVersion[] };

/**
 * The licenses of an award in the order of joining. A number that the certificate prints comes from its frozen lines, which are in
 * the same order; that of a license joined later is the one that it had then. Lines are absent after erasure.
 */
export function shownLicenses(licenses: readonly JoinedLicense[], lines: readonly PrintedLicense[]): ShownLicense[] {
  let line = 0;
  return licenses.map(({ versions, ...joined }) => {
    const { at, then } = asOf(versions, joined.joinedAt);
    const { kind, number, nameOnLicense } = then;
    const frozen = joined.printed ? lines[line++]?.number : undefined;
    return { ...joined, kind, nameOnLicense, number: frozen ?? number, changes: versions.slice(at + 1) };
  });
}

/** What a license said at a moment: its first version where the clocks of two processes disagree. */
function asOf(versions: readonly OpenedVersion[], moment: Date): { at: number; then: OpenedVersion } {
  const at = Math.max(
    0,
    versions.findLastIndex(({ recordedAt }) => recordedAt <= moment),
  );
  const then = versions[at];
  if (then === undefined) throw new Error('a license says nothing');
  return { at, then };
}

/** The number that a license has now. */
export const numberNow = ({ number, changes }: ShownLicense): string | null => changes.at(-1)?.number ?? number;
