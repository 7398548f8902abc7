import type { Step } from '../../../certificates/verify/report.ts';

/** What the log shows about one issued file, in a sentence. */
export type LogFinding = { state: 'PROVEN' | 'PENDING' | 'BROKEN'; detail: string };

/** All findings as one step of a report; the worst one counts. Null without findings. */
export function loggedStep(findings: readonly LogFinding[]): Step | null {
  if (findings.length === 0) return null;
  const states = findings.map(({ state }) => state);
  return {
    key: 'LOGGED',
    outcome: states.includes('BROKEN') ? 'FAILED' : states.includes('PENDING') ? 'NOT_CHECKED' : 'PASSED',
    title: 'Its entries in the public log',
    sentence: findings.map(({ detail }) => detail).join(' '),
  };
}
