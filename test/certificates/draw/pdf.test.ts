import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DESIGNS } from '../../../certificates/facts/parts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { newCertificateNumber } from '../../../certificates/number.ts';
import { drawCertificate, UndrawableFacts } from '../../../certificates/pdf.ts';
import { lookOf } from '../../support/certificates/archivalSamples.ts';
import { textString } from '../../support/certificates/openPdf.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';
import { expectTidy, longestFacts } from '../../support/certificates/tidy.ts';

const draw = async (changes: Partial<CertificateFacts> = {}) => readPdf(await drawCertificate(sampleFacts(changes)));
const squeezed = (text: string) => text.replace(/\s+/g, '');

describe('what a certificate prints', () => {
  test('every fact of the front page', async () => {
    const front = textOf(await draw(), 1);
    for (const fact of [
      'Attune Sample Institute',
      'Certificate of Completion',
      'Maren Sólveig Okonkwo-Hale',
      'has completed the course',
      'Better After Betrayal',
      'passed its post-test, which asks for at least 80%',
      'hours of study (60 minutes) 1.5',
      'completed on 22 November 2026',
      'Self-paced reading, English',
      'Intermediate',
      'BGNTZ-49EKR-X27CH-PV059',
      'Rosa Sample Director of Education',
      'https://attune.example.org/verify/BGNTZ-49EKR-X27CH-PV059',
      ...sampleFacts().statements,
    ]) {
      expect(front).toContain(fact);
    }
  });

  test('every fact of the record of the activity', async () => {
    const facts = sampleFacts();
    const record = squeezed(textOf(await draw(), 2));
    for (const fact of [
      'Record of the activity',
      facts.learnerName,
      ...facts.objectives.map((objective, at) => `${at + 1}${objective}`),
      ...facts.contributors.map(({ role, name, credentials }) => `${role}: ${name}, ${credentials}`),
      'version 1.2',
      facts.course.slug,
      facts.course.contentHash,
      facts.organization.legalName,
      ...facts.organization.address,
      facts.organization.website,
      facts.organization.email,
      ...facts.statements,
      facts.verifyUrl,
      'Page 2 of 2',
    ]) {
      expect(record).toContain(squeezed(fact));
    }
  });

  test('one hour is one hour on every page', async () => {
    const pages = textOf(await draw({ studyHundredths: 100 }));
    expect(pages).toContain('hour of study (60 minutes) 1 ');
    expect(pages).toContain('1 hour of study (60 minutes), completed on');
    expect(pages).not.toMatch(/hours of study \(60 minutes\)|1 hours/);
  });

  test('hours of study are the only unit it speaks of', async () => {
    for (const purpose of ['CREDIT', 'PERSONAL'] as const) {
      const text = textOf(await draw({ purpose }));
      expect(text).not.toMatch(/\b(credits?|CEs?|CEUs?|contact hours?|clock hours?|CPD|accredited)\b/i);
    }
  });

  test('a personal learner completes it for personal growth', async () => {
    expect(textOf(await draw({ purpose: 'PERSONAL' }), 1)).toContain('has completed, for personal growth, the course');
  });

  test('without a signatory the organization is printed there; without an assessment none is mentioned', async () => {
    const front = textOf(await draw({ signatory: null, assessment: null }), 1);
    expect(front).toContain('Attune Sample Institute Issuing organization');
    expect(front).not.toContain('post-test');
  });

  test('the day of issue is the organization’s', async () => {
    expect(textOf(await draw({ issuedAt: '2026-11-22T18:00:00Z' }), 1)).toContain('23 November 2026 Date of issue');
  });

  test.each([
    'Ἀλεξάνδρα Παπαδοπούλου',
    'Елизавета Щербакова',
    'Nguyễn Thị Phương Thảo',
    'Ọlátúnjí Oʼbrien O’Brien',
    'Ɩɣɩ Ιωάννα',
  ])('%s can be copied out of the file as it was written', async (learnerName) => {
    expect(textOf(await draw({ learnerName }), 1)).toContain(learnerName);
  });

  test('a specimen says so in words and across every page; a certificate does not', async () => {
    const specimen = await draw({ specimen: true });
    for (const page of [1, 2]) {
      expect(textOf(specimen, page)).toContain('SPECIMEN');
      expect(textOf(specimen, page)).toContain('Specimen: this is not a record of study');
    }
    expect(textOf(await draw())).not.toMatch(/specimen/i);
  });
});

describe('everything fits', () => {
  test.each(DESIGNS)('%s: the longest facts are all there, in their place, apart from one another', async (design) => {
    const facts = { ...longestFacts(), expiresOn: '2028-09-30', look: lookOf(design) };
    const pdf = readPdf(await drawCertificate(facts));
    expect(pdf.pages).toBeGreaterThan(2);
    expectTidy(pdf.lines, design);
    const text = squeezed(textOf(pdf));
    const said = [
      facts.objectives,
      facts.statements,
      facts.organization.address,
      facts.contributors.map((c) => c.credentials),
    ];
    for (const fact of [
      facts.learnerName,
      facts.course.title,
      facts.course.format,
      facts.signatory?.name ?? '',
      ...said.flat(),
    ]) {
      expect(text).toContain(squeezed(fact));
    }
  });

  test.each(DESIGNS)('%s: so are the widest: every letter a W', async (design) => {
    const wide = (length: number) =>
      'WWWWWWWWW '
        .repeat(length)
        .slice(0, length - 1)
        .trim();
    const facts = sampleFacts({
      learnerName: 'W'.repeat(120),
      course: { ...sampleFacts().course, title: wide(200) },
      organization: { ...sampleFacts().organization, legalName: wide(160) },
      signatory: { name: wide(120), title: wide(120) },
      objectives: ['W'.repeat(300)],
      look: lookOf(design),
    });
    expectTidy(readPdf(await drawCertificate(facts)).lines, design);
  });

  test('so does any mixture of lengths', async () => {
    const words = (longest: number) =>
      fc
        .array(fc.stringMatching(/^[A-Za-z][a-z-]{0,14}$/), { minLength: 1, maxLength: 40 })
        .map((parts) => parts.join(' ').slice(0, longest).trim());
    const changes = fc.record({
      learnerName: words(120),
      objectives: fc.array(words(300), { maxLength: 12 }),
      statements: fc.array(words(400), { maxLength: 5 }),
      specimen: fc.boolean(),
      title: words(200),
      look: fc.constantFrom(...DESIGNS).map((design) => lookOf(design)),
    });
    await fc.assert(
      fc.asyncProperty(changes, async ({ title, ...facts }) => {
        const { lines } = await draw({ ...facts, course: { ...sampleFacts().course, title } });
        expectTidy(lines, facts.look.design);
      }),
      { numRuns: 25 },
    );
  });
});

describe('the file', () => {
  test('the same facts give the same bytes, whatever was drawn in between', async () => {
    const first = await drawCertificate(sampleFacts());
    await drawCertificate(longestFacts());
    expect((await drawCertificate(sampleFacts())).equals(first)).toBe(true);
    const other = await drawCertificate(sampleFacts({ issuedAt: '2026-11-22T08:15:01Z' }));
    expect(other.equals(first)).toBe(false);
  });

  test('names its title, author, language and the moment of issue', async () => {
    const organization = { ...sampleFacts().organization, legalName: 'Tell & Show <Sample>' };
    const { pdf } = await draw({ organization });
    const info = pdf.dict(pdf.trailer.get('Info'));
    const said = (key: string) => textString(pdf.at(info.get(key)));
    expect(said('Title')).toBe('Certificate of Completion: Better After Betrayal (BGNTZ-49EKR-X27CH-PV059)');
    expect(said('Author')).toBe('Tell & Show <Sample>');
    expect(said('CreationDate')).toBe('D:20261122081500Z');
    const [first, second] = pdf.list(pdf.trailer.get('ID'));
    expect(first).toEqual(second);
    expect(pdf.data(pdf.root.get('Metadata')).toString()).toContain('Tell &amp; Show &lt;Sample&gt;');
  });

  test('prints signs of markup in a name as they are, and keeps them out of what programs read', async () => {
    const learnerName = 'Robin <b>Example</b> & (Co) \\ ]]>';
    const drawn = await draw({ learnerName });
    for (const page of [1, 2]) expect(squeezed(textOf(drawn, page))).toContain(squeezed(learnerName));
    const { pdf } = drawn;
    expect(pdf.data(pdf.root.get('Metadata')).toString()).not.toContain('Robin');
  });

  test('uncompressed, its text operators stay readable', async () => {
    const file = await drawCertificate(sampleFacts(), { compress: false });
    expect(file.toString('latin1')).toContain(' TJ ET\n');
    expect(textOf(readPdf(file))).toBe(textOf(await draw()));
  });

  test('facts that cannot be drawn throw with the field and the characters', async () => {
    await expect(drawCertificate(sampleFacts({ learnerName: '李 Wu' }))).rejects.toThrow(
      new UndrawableFacts('learnerName has characters that no embedded font can draw: U+674E.'),
    );
    await expect(drawCertificate(sampleFacts({ completedOn: 'soon' }))).rejects.toThrow(/completedOn/);
  });

  test('fifty unique names at once keep their own names and numbers', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => {
        const facts = sampleFacts({ number: newCertificateNumber(), learnerName: `Person Number ${at} Example` });
        return { facts, text: textOf(readPdf(await drawCertificate(facts)), 1) };
      }),
    );
    for (const { facts, text } of all) {
      expect(text).toContain(facts.number);
      expect(text).toContain(facts.learnerName);
    }
  });
});
