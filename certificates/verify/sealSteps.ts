import type { SealCheck, SealFault, SealTimestamp } from '../seal/checkSeal.ts';
import type { Step } from './report.ts';

/** What a seal says about the file around it. Another party's seal says nothing about us. */
export type SealStanding = 'WHOLE' | 'BROKEN' | 'FOREIGN' | 'NONE';

const seal = (outcome: Step['outcome'], sentence: string): Step => ({
  key: 'SEAL',
  outcome,
  title: 'The seal',
  sentence,
});
const timestamp = (outcome: Step['outcome'], sentence: string): Step => ({
  key: 'TIMESTAMP',
  outcome,
  title: 'The timestamp',
  sentence,
});

const STANDINGS: Partial<Record<SealFault, SealStanding>> = {
  NO_SEAL: 'NONE',
  NOT_OURS: 'FOREIGN',
  KEY_UNKNOWN: 'FOREIGN',
  TIMESTAMP_CHANGED: 'WHOLE',
};

/** A signature in another form, on a file that claims one of our numbers, is our seal after a program rewrote it. */
export function sealStanding(check: SealCheck, claimsNumber: boolean): SealStanding {
  if (check.ok) return 'WHOLE';
  if (check.because === 'NOT_OURS' && claimsNumber) return 'BROKEN';
  return STANDINGS[check.because] ?? 'BROKEN';
}

/** Who sealed the file, whether it changed later, and when an outside authority saw the seal. */
export function sealSteps(check: SealCheck): [Step, Step] {
  if (check.ok)
    return [
      seal(
        'PASSED',
        `Sealed by ${check.signedBy}, with a key that this issuer publishes. The seal covers the whole file: no byte of it, and so nothing that its pages show, has changed since.`,
      ),
      check.timestamp === null ? NO_TIMESTAMP : timestamp('PASSED', stamped(check.timestamp)),
    ];
  if (check.because === 'TIMESTAMP_CHANGED')
    return [
      seal(
        'PASSED',
        'The seal itself is valid: nothing that the pages show has changed since. Its timestamp is not valid, see below.',
      ),
      timestamp('FAILED', `${check.detail} It does not show when the file was sealed.`),
    ];
  const [outcome, sentence] = sealFailure(check);
  return [seal(outcome, sentence), NOTHING_TO_STAMP];
}

const NO_TIMESTAMP = timestamp(
  'NOT_PRESENT',
  'The seal has no timestamp from an outside authority. The date of issue is the issuer’s own statement.',
);
const NOTHING_TO_STAMP = timestamp(
  'NOT_CHECKED',
  'A timestamp belongs to a seal, and this file has no valid seal of ours.',
);

const stamped = ({ at, authority }: SealTimestamp): string =>
  `${authority || 'A timestamp authority'} states that the seal existed on ${at.toISOString().slice(0, 10)} at ${at
    .toISOString()
    .slice(11, 19)} UTC. Whether to trust that authority is yours to decide.`;

function sealFailure({ because, detail }: Extract<SealCheck, { ok: false }>): [Step['outcome'], string] {
  switch (because) {
    case 'NO_SEAL':
      return ['NOT_PRESENT', 'The file has no seal, so it cannot show whether its pages were changed.'];
    case 'NOT_OURS':
      return [
        'FAILED',
        `${detail} Someone else made it, or it is our seal, damaged because a program saved the file again. It proves nothing here.`,
      ];
    case 'KEY_UNKNOWN':
      return ['FAILED', `${detail} This issuer did not seal it, whatever the pages show.`];
    case 'SEVERAL_SEALS':
      return ['FAILED', `${detail} We seal a file once: a later signature is not from us.`];
    case 'ADDED_AFTER_SEALING':
      return ['FAILED', `${detail} What was added can change what the pages show: do not trust them.`];
    default:
      return ['FAILED', `${detail} The file was changed after sealing: do not trust what its pages show.`];
  }
}
