import type { CertificateFacts, PrintedSession } from '../../../certificates/facts/v2.ts';
import { sampleFacts } from './sampleFacts.ts';

export const sessionOn = (on: string, changes: Partial<PrintedSession> = {}): PrintedSession => ({
  ...{ on, timeZone: 'America/Los_Angeles', place: 'Portland, Oregon', format: 'Live in person' },
  ...changes,
});

/** Two days in a room, and a third online. */
export const THREE_DAYS: PrintedSession[] = [
  sessionOn('2027-03-13'),
  sessionOn('2027-03-14'),
  sessionOn('2027-04-10', { place: 'Online', format: 'Live online' }),
];

export const REGISTRATION = { id: '0198a000-0000-7000-8000-00000000abcd', reference: '7K3Q' };

/** Clearly fictional facts of a training: that of completion unless the changes say otherwise. */
export const trainingFacts = (changes: Partial<CertificateFacts> = {}): CertificateFacts =>
  sampleFacts({
    course: { ...sampleFacts().course, format: 'Live in person' },
    studyHundredths: 850,
    completedOn: '2027-04-11',
    completedAt: '2027-04-11T00:00:00Z',
    issuedAt: '2027-04-12T08:15:00Z',
    sessions: THREE_DAYS,
    registration: REGISTRATION,
    statements: [
      'No accrediting body has approved this course. The hours stated are hours of live instruction that the holder attended, of 60 minutes each.',
      'This certificate confers no credit of an accrediting body and no qualification to practice.',
    ],
    ...changes,
  });

const WHERE = { completedOn: '2027-04-10', completedIn: 'America/Los_Angeles' } as const;
export const attendedFacts = (changes: Partial<CertificateFacts> = {}): CertificateFacts =>
  trainingFacts({ ...WHERE, certifies: 'ATTENDANCE', objectives: [], assessment: null, ...changes });

export const taughtFacts = (changes: Partial<CertificateFacts> = {}): CertificateFacts => {
  const { registration: _, ...facts } = trainingFacts({
    ...WHERE,
    certifies: 'TEACHING',
    assessment: null,
    ...changes,
  });
  return facts;
};
