import type { CertificateFacts } from '../../../certificates/facts/v2.ts';

/** Clearly fictional facts for tests and pictures. */
export const sampleFacts = (changes: Partial<CertificateFacts> = {}): CertificateFacts => ({
  schema: 2,
  number: 'BGNTZ-49EKR-X27CH-PV059',
  specimen: false,
  purpose: 'CREDIT',
  learnerName: 'Maren Sólveig Okonkwo-Hale',
  course: {
    slug: 'better-after-betrayal',
    title: 'Better After Betrayal',
    version: '1.2',
    contentHash: 'sha256:9f2c1e7ab0d34c5588f1a6c2e90b7d4415a3f6e8c0b2d9417e6a5f3c8b1d0e92',
    language: 'en',
    format: 'Self-paced reading',
    level: 'Intermediate',
  },
  studyHundredths: 150,
  completedOn: '2026-11-22',
  timeZone: 'Pacific/Auckland',
  issuedAt: '2026-11-22T08:15:00Z',
  objectives: [
    'describe how neuroception of threat and safety shapes a partner’s first responses after betrayal',
    'explain trust as a biological need and name two limits of the evidence for that claim',
    'recognize signs of relational trauma and tell them from pre-existing conditions',
    'screen for violence, coercive control and suicide risk before any work with the couple',
    'apply the seven steps of rebuilding trust in their order and name what not to do at each',
    'judge when trust can and cannot be rebuilt, and plan with the client accordingly',
  ],
  contributors: [
    { role: 'Author', name: 'Asha Example', credentials: 'PhD, clinical psychologist (fictional)' },
    { role: 'Planner', name: 'Jonas Muster', credentials: 'MSW (fictional)' },
    { role: 'Assessment writer', name: 'Ines Beispiel', credentials: 'MA, counsellor (fictional)' },
  ],
  organization: {
    legalName: 'Attune Sample Institute',
    address: ['12 Example Lane', 'Example Town 0000', 'New Zealand'],
    website: 'https://institute.example.org',
    email: 'certificates@institute.example.org',
  },
  signatory: { name: 'Rosa Sample', title: 'Director of Education' },
  assessment: { passPercent: 80 },
  statements: [
    'No accrediting body has approved this course.',
    'This certificate confers no qualification to practice.',
    'Whether these hours count for a register or a license is for that body to decide.',
  ],
  credits: [],
  verifyUrl: 'https://attune.example.org/verify/BGNTZ-49EKR-X27CH-PV059',
  ...changes,
});
