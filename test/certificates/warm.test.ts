import { expect, test } from '@jest/globals';
import { parseFacts } from '../../certificates/facts/parse.ts';
import type { CertificateFacts } from '../../certificates/facts/v2.ts';
import { warmPress } from '../../certificates/warm.ts';
import { createTestIssuer } from '../support/issuer.ts';

test('a press is warmed with a specimen of nobody, drawn and sealed as a real one', async () => {
  const { press } = await createTestIssuer();
  const facts: CertificateFacts[] = [];
  const lengths: number[] = [];
  await warmPress({
    ...press,
    certificate: async (task) => {
      const pdf = await press.certificate(task);
      facts.push(task.facts);
      lengths.push(pdf.length);
      return pdf;
    },
  });
  const [first] = facts;
  expect(first).toMatchObject({ specimen: true, learnerName: 'Nobody' });
  expect(parseFacts(first)).toEqual({ ok: true, facts: first });
  expect(Math.min(...lengths)).toBeGreaterThan(10_000);
});
