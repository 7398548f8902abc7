import { expect, test } from '@jest/globals';
import { readAttachments } from '../../../certificates/verify/attachments.ts';
import { examineFile } from '../../../certificates/verify/examineFile.ts';
import { stepOf } from '../../../certificates/verify/report.ts';
import { HELD_DID, holdFiles } from '../../support/certificates/heldFiles.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import { attendedFacts, REGISTRATION, taughtFacts, trainingFacts } from '../../support/certificates/trainingSamples.ts';

const now = new Date('2027-12-01T00:00:00Z');
const earlier = sampleFacts({
  ...{ certifies: 'ATTENDANCE', assessment: null, objectives: [] },
  ...{ completedAt: '2026-11-22T05:00:00Z', studyHundredths: 850 },
});

test.each([
  [
    'completion',
    trainingFacts(),
    { certifies: 'COMPLETION', hoursAre: 'ATTENDED', completedOn: '2027-04-11' },
    '8.5 hours of 60 minutes each attended, completed on 11 April 2027',
  ],
  [
    'attendance',
    attendedFacts(),
    { certifies: 'ATTENDANCE', hoursAre: 'ATTENDED', completedOn: '2027-04-10' },
    '8.5 hours of 60 minutes each attended, not completed, on 10 April 2027',
  ],
  [
    'teaching',
    taughtFacts(),
    { certifies: 'TEACHING', hoursAre: 'TAUGHT', completedOn: '2027-04-10' },
    '8.5 hours of 60 minutes each taught, taught, not taken, on 10 April 2027',
  ],
  [
    'attendance from before sessions were printed',
    earlier,
    { certifies: 'ATTENDANCE', hoursAre: 'STUDIED', completedOn: '2026-11-22' },
    '8.5 hours of study of 60 minutes each, attended, not completed, on 22 November 2026',
  ],
] as const)(
  'a file of %s is genuine, and says what was done on the day that the register has',
  async (_what, facts, expected, sentence) => {
    const { completedAt = facts.issuedAt } = facts;
    const held = await holdFiles({ facts: { ...facts, completedAt } });
    const report = await examineFile(held.pdf, { keys: held.keys, did: HELD_DID, now });
    expect(report).toMatchObject({ overall: 'GENUINE', facts: expected });
    expect(report.facts?.completedOn).toBe(facts.completedOn);
    expect(stepOf(report, 'CERTIFIED')?.sentence).toContain(sentence);
    // Only the paper has the reference, and nothing in the file the id.
    const attachments = readAttachments(held.pdf);
    expect(attachments.length).toBeGreaterThan(0);
    for (const { bytes } of attachments) {
      expect(bytes.toString()).not.toContain(REGISTRATION.id);
      expect(bytes.toString()).not.toContain(`"${REGISTRATION.reference}"`);
    }
  },
);
