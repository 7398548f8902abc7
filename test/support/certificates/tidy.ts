import { expect } from '@jest/globals';
import type { Design } from '../../../certificates/facts/parts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import type { PrintedLine } from './readPdf.ts';
import { sampleFacts } from './sampleFacts.ts';

/** As long as the facts may be, everywhere at once. */
export function longestFacts(): CertificateFacts {
  const filled = (words: string, length: number) => words.repeat(length).slice(0, length).trim();
  const sample = sampleFacts({ specimen: true });
  return {
    ...sample,
    learnerName: filled('Wilhelmina Montgomery-Featherstonehaugh ', 120),
    course: {
      ...sample.course,
      title: filled('Rebuilding Trust after Relational Trauma in Couples, ', 200),
      format: 'Reading-based asynchronous non-interactive distance learning with recorded segments and reflection',
      level: 'Intermediate to advanced practice',
    },
    objectives: Array.from({ length: 12 }, (_, at) =>
      filled(`objective ${at + 1} that a learner can demonstrate `, 300),
    ),
    contributors: Array.from({ length: 10 }, (_, at) => ({
      role: 'Author and assessment writer',
      name: filled(`Konstantina${at} Example-Beispiel `, 120),
      credentials: filled('PhD, licensed clinical psychologist (fictional) ', 300),
    })),
    organization: {
      legalName: filled('The Attune Sample Institute for Clinical Training ', 160),
      address: Array.from({ length: 8 }, (_, at) => filled(`${at} Example Lane `, 60)),
      website: `https://${'institute-'.repeat(15)}.example.org/certificates`,
      email: `${'certificates.'.repeat(10)}@example.org`,
    },
    signatory: {
      name: filled('Maximiliane Sample ', 120),
      title: filled('Director of Education and Assessment ', 120),
    },
    statements: Array.from({ length: 6 }, (_, at) =>
      filled(`Statement ${at + 1} says what this certificate is not. `, 400),
    ),
    verifyUrl: `https://a-rather-long-host-name.for-certificates.example.org/under/some/path/verify/${sample.number}`,
  };
}

/** What of the page a design leaves to its text, from each side. */
const MARGINS = { CLASSIC: { side: 60, end: 52 }, MODERN: { side: 26, end: 38 }, QUIET: { side: 60, end: 50 } };

export function expectTidy(all: PrintedLine[], design: Design = 'CLASSIC'): void {
  const { side, end } = MARGINS[design];
  const lines = all.filter(({ upright }) => upright);
  for (const line of lines) {
    expect(line.size).toBeGreaterThanOrEqual(6.499);
    expect(line.x).toBeGreaterThanOrEqual(side);
    expect(line.x + line.width).toBeLessThanOrEqual(841.89 - side);
    expect(line.y - line.size * 0.7).toBeGreaterThanOrEqual(end);
    expect(line.y).toBeLessThanOrEqual(595.28 - end);
  }
  const overlaps = lines.flatMap((a, at) => lines.slice(at + 1).flatMap((b) => overlap(a, b) ?? []));
  expect(overlaps).toEqual([]);
}

/** Two lines whose x-height boxes cut each other. */
function overlap(a: PrintedLine, b: PrintedLine): string | null {
  const apart =
    a.page !== b.page ||
    a.x + a.width <= b.x + 0.5 ||
    b.x + b.width <= a.x + 0.5 ||
    a.y <= b.y - b.size * 0.6 ||
    b.y <= a.y - a.size * 0.6;
  return apart ? null : `${a.text} | ${b.text}`;
}
