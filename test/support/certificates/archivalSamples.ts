import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { DESIGNS, type Design } from '../../../certificates/facts/parts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { type DrawOptions, drawCertificate, type Enclosure } from '../../../certificates/pdf.ts';
import { drawTranscript } from '../../../certificates/transcript.ts';
import { accreditedFacts } from './creditSamples.ts';
import { KIT_SAMPLES } from './kitSamples.ts';
import { openPdf, type Pdf } from './openPdf.ts';
import { sampleFacts } from './sampleFacts.ts';

/** A picture as `readImage` writes it: opaque RGB. */
const samplePicture = (width: number, height: number): Buffer => {
  const picture = new PNG({ width, height });
  for (let at = 0; at < width * height * 4; at++) picture.data[at] = at % 4 === 3 ? 255 : (at * 7) % 256;
  return PNG.sync.write(picture, { colorType: 2 });
};

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export const LOGO = samplePicture(60, 20);
export const SIGNATURE = samplePicture(80, 30);

export const lookOf = (design: Design, pictures = false): NonNullable<CertificateFacts['look']> => ({
  design,
  primaryColor: pictures ? '#6b1f3a' : null,
  accentColor: pictures ? '#1d6b52' : null,
  logoSha256: pictures ? sha256(LOGO) : null,
  signatureSha256: pictures ? sha256(SIGNATURE) : null,
});

export const ENCLOSURES: Enclosure[] = [
  {
    name: 'credential.json',
    mediaType: 'application/vc',
    relationship: 'Data',
    description: 'The credential, with its proof',
    bytes: Buffer.from('{"type":["VerifiableCredential"]}'),
  },
  {
    name: 'credential.jwt',
    mediaType: 'application/vc+jwt',
    relationship: 'Alternative',
    description: 'The same credential as a signed token',
    bytes: Buffer.from('aaa.bbb.ccc'),
  },
  {
    name: 'log-proof.txt',
    mediaType: 'text/plain',
    relationship: 'Supplement',
    description: 'That the credential stands in the log',
    bytes: Buffer.from('c2sp.org/tlog-proof@v1\n'),
  },
  {
    name: 'holder.json',
    mediaType: 'application/json',
    relationship: 'Supplement',
    description: 'The name that the credential holds hashed',
    bytes: Buffer.from('{"name":"Zoë","salt":"00"}'),
  },
];

const many = (count: number, words: string) => Array.from({ length: count }, (_, at) => `${words} ${at + 1}`);

/** A drawn file, and what must be found in it. */
export type Paper = {
  name: string;
  options: DrawOptions;
  file: Buffer;
  pdf: Pdf;
  /** Languages of parts that are not in English. */
  languages: string[];
  /** Where its links lead, each with its description. */
  links: { url: string; description: string }[];
  /** What the field of the seal names. */
  sealOf: string;
};
export type Sample = Paper & { facts: CertificateFacts };

const draw = async (name: string, facts: CertificateFacts, options: DrawOptions): Promise<Sample> => {
  const file = await drawCertificate(facts, options);
  const { number, verifyUrl, course: of } = facts;
  const link = { url: verifyUrl, description: `Verify certificate ${number} at ${verifyUrl}` };
  return {
    ...{ name, facts, options, file, pdf: openPdf(file), sealOf: number },
    languages: of.language === 'de' ? ['de'] : [],
    links: options.preview ? [] : [link, link],
  };
};

const course = { ...sampleFacts().course, language: 'de', title: 'Nach dem Verrat & < danach >' };
const issued = { enclosures: ENCLOSURES, seal: { room: 4_096 } };

/** In every design: a certificate with everything, one of many pages in other scripts, one with nothing, one of an award; and previews. */
export const SAMPLES: Sample[] = await Promise.all([
  ...DESIGNS.flatMap((design) => [
    draw(
      `${design} with everything`,
      sampleFacts({ look: lookOf(design, true), expiresOn: '2028-11-22', specimen: true }),
      { ...issued, images: { logo: LOGO, signature: SIGNATURE } },
    ),
    draw(
      `${design} of many pages`,
      sampleFacts({
        look: lookOf(design),
        learnerName: 'Ἀλεξάνδρα Щербакова Nguyễn Adébáyọ̀',
        course,
        objectives: many(
          40,
          'ein Ziel, das die Lernenden nach dem Kurs erreicht haben, und zwar in mehr als einer Zeile:',
        ),
      }),
      issued,
    ),
    draw(
      `${design} with nothing`,
      sampleFacts({
        look: lookOf(design),
        learnerName: 'Li Wu',
        objectives: [],
        contributors: [],
        statements: [],
        signatory: null,
        assessment: null,
      }),
      {},
    ),
    draw(
      `${design} with a credit`,
      accreditedFacts('aswb-ace', { look: lookOf(design, true), course: { ...course, title: 'Better & <after>' } }),
      { ...issued, images: { logo: LOGO, signature: SIGNATURE } },
    ),
  ]),
  draw('a preview with a credit', accreditedFacts('nysed-sw', { look: lookOf('QUIET') }), { preview: true }),
  draw('a preview', sampleFacts({ look: lookOf('MODERN') }), { preview: true }),
]);

/** A transcript of several pages, sealed, with its table enclosed. */
const drawnTranscript = (): Paper => {
  const csv = Buffer.from('\ufeffDay,Activity\r\n');
  const row = (at: number) => [
    ['20 November 2026'],
    [`Better & <After> ${at}`, 'Attune Sample Institute', 'Certificate BGNTZ-49EKR-X27CH-PV059'],
    ['Counts'],
    ['1.50'],
  ];
  const title = 'Transcript of continuing education';
  const file = drawTranscript(
    {
      ...{ title, learnerName: 'Ἀλεξάνδρα Щербакова Nguyễn', sealedBy: 'Attune', madeAt: '2026-11-26T09:00:00.000Z' },
      facts: [{ label: 'License', value: 'Licensed Clinical Social Worker (LCSW)' }],
      columns: ['Day', 'Activity', 'How it stands', 'Contact hours'].map((column, at) => ({
        ...{ title: column, width: 10, align: at === 3 ? 'right' : 'left' },
      })),
      rows: Array.from({ length: 24 }, (_, at) => row(at + 1)),
      noRows: 'Nothing was completed in this cycle.',
      totals: [{ label: 'Total', value: '36.00 contact hours', strong: true }],
      notes: ['This transcript is no certificate and no decision of a board.'],
      csv,
    },
    { seal: { room: 4_096 } },
  );
  const enclosure: Enclosure = {
    ...{ name: 'transcript.csv', mediaType: 'text/csv', relationship: 'Alternative', bytes: csv },
    description: 'The same transcript as a table for spreadsheets',
  };
  return {
    ...{ name: 'a transcript of several pages', file, pdf: openPdf(file), languages: [], links: [] },
    ...{ options: { seal: { room: 4_096 }, enclosures: [enclosure] }, sealOf: 'transcript' },
  };
};

/** Every kind of paper. */
export const PAPERS: Paper[] = [...SAMPLES, drawnTranscript(), ...KIT_SAMPLES];
