import type { Step } from '../../../certificates/verify/report.ts';
import type { AgainstCheckpoint } from '../../log/rules.ts';

/** What the checkpoint of the file and the remembered one say about today's log; null for one that there is not. */
type History = { inFile: AgainstCheckpoint | null; remembered: AgainstCheckpoint | null };

const LOST = new Set(['LOG_SHORTER', 'HISTORY_CHANGED', 'TODAY_UNSIGNED']);

const said = (against: AgainstCheckpoint, saw: string): string =>
  against.ok
    ? `Today’s log, of ${against.currentSize} entries, continues the log of ${against.size} entries ${saw}.`
    : `TODAY’S LOG DOES NOT CONTINUE THE LOG ${saw}: it was rewritten, rolled back or replaced. ${against.detail}`;

/** A proof in the file that is itself faulty is a fault of the file, and its own step says so. */
const isOfFile = (against: AgainstCheckpoint | null): boolean =>
  against !== null && !against.ok && !LOST.has(against.because);

export function continuedStep({ inFile, remembered }: History): Step {
  const file = isOfFile(inFile) ? null : inFile;
  const failed = file?.ok === false || remembered?.ok === false;
  return {
    key: 'CONTINUED',
    outcome: failed ? 'FAILED' : file === null && remembered === null ? 'NOT_CHECKED' : 'PASSED',
    title: 'The history of the public log',
    sentence: [
      ...(file === null ? [] : [said(file, 'from which the proof in the file comes')]),
      remembered === null ? FIRST : said(remembered, 'that was seen here before'),
    ].join(' '),
  };
}

const FIRST = 'No earlier state of the log was remembered here to compare with.';
