import { describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { rgb } from '../../../certificates/draw/color.ts';
import { DESIGNS } from '../../../certificates/facts/parts.ts';
import { drawCertificate, UndrawableFacts } from '../../../certificates/pdf.ts';
import { ENCLOSURES, LOGO, lookOf, SIGNATURE, sha256 } from '../../support/certificates/archivalSamples.ts';
import { structureOf, walkPages } from '../../support/certificates/contentWalk.ts';
import { textString } from '../../support/certificates/openPdf.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';

const STANDS = 'whether the certificate still stands is told by the verify page alone';

describe('a preview', () => {
  test.each(DESIGNS)('%s: a preview cannot be mistaken for an issued certificate', async (design) => {
    const facts = sampleFacts({ look: lookOf(design), expiresOn: '2028-11-22' });
    const file = await drawCertificate(facts, { preview: true, compress: false });
    const read = readPdf(file);
    expect(textOf(read, 1)).toContain('Certificate of Completion (not issued)');
    expect(textOf(read, 1)).toContain('certificate number not issued');
    expect(textOf(read, 2)).toContain('This preview has not been issued: there is nothing to verify.');
    expect(textString(read.pdf.at(read.pdf.dict(read.pdf.trailer.get('Info')).get('Title')))).toMatch(
      /^Preview .*not issued/,
    );
    const text = textOf(read).replaceAll(' ', '');
    for (const secret of [facts.number, facts.verifyUrl]) {
      expect(text).not.toContain(secret);
      expect(file.toString('latin1')).not.toContain(secret);
    }
    expect(structureOf(read.pdf).filter(({ type }) => type === 'Figure' || type === 'Link')).toEqual([]);
  });

  test('the word is over and under the text of every page, and over it only in outline', async () => {
    const { pdf } = readPdf(await drawCertificate(sampleFacts(), { preview: true }));
    for (const { walk, page } of walkPages(pdf)) {
      const texts = walk.painted.map(({ font, codes }) => codes.map((code) => font?.text(code)).join(''));
      expect(texts.at(-1)).toBe('PREVIEW');
      expect(texts.filter((text) => text !== '')[0]).toBe('PREVIEW');
      const content = pdf.data(page.dict.get('Contents')).toString('latin1');
      expect(content.match(/ 1 Tr /g)).toHaveLength(1);
      expect(content.lastIndexOf(' 1 Tr ')).toBeGreaterThan(content.lastIndexOf('MCID'));
    }
  });

  test('it is neither sealed nor does it enclose anything', async () => {
    for (const options of [{ seal: { room: 4_096 } }, { enclosures: ENCLOSURES }]) {
      await expect(drawCertificate(sampleFacts(), { preview: true, ...options })).rejects.toThrow(RangeError);
    }
  });
});

describe('pictures', () => {
  const facts = sampleFacts({ look: lookOf('QUIET', true) });
  const images = { logo: LOGO, signature: SIGNATURE };

  test('the file contains exactly the pixels that were passed in', async () => {
    const { pdf } = readPdf(await drawCertificate(facts, { images }));
    const pictures = [...pdf.objects.values()].flatMap((value) =>
      typeof value === 'object' && value !== null && 'raw' in value && value.dict.get('Subtype') === '/Image'
        ? [value]
        : [],
    );
    expect(pictures.map(({ dict }) => [dict.get('Width'), dict.get('Height')])).toEqual([
      [60, 20],
      [80, 30],
    ]);
    for (const [at, { raw }] of pictures.entries()) expect([LOGO, SIGNATURE][at]?.includes(raw)).toBe(true);
  });

  test.each([
    ['another picture', { logo: SIGNATURE, signature: SIGNATURE }],
    ['a missing picture', { logo: LOGO }],
    ['no pictures', {}],
  ])('%s is refused by its hash', async (_, wrong) => {
    await expect(drawCertificate(facts, { images: wrong })).rejects.toThrow(UndrawableFacts);
  });

  test('a picture that the facts do not name is refused', async () => {
    await expect(drawCertificate(sampleFacts(), { images: { logo: LOGO } })).rejects.toThrow(
      /look\.logoSha256 names no image/,
    );
  });

  test('a file that is not an opaque RGB PNG is refused although its hash is right', async () => {
    const transparent = PNG.sync.write(new PNG({ width: 4, height: 4 }));
    for (const bytes of [transparent, Buffer.from('no picture'), LOGO.subarray(0, 20)]) {
      const look = { ...lookOf('CLASSIC'), logoSha256: sha256(bytes) };
      await expect(drawCertificate(sampleFacts({ look }), { images: { logo: bytes } })).rejects.toThrow(
        /opaque 8-bit RGB/,
      );
    }
  });
});

describe('designs', () => {
  test.each(DESIGNS)('%s: every design says the same facts', async (design) => {
    const look = lookOf(design);
    const words = (text: string) => [...text.replace(/\s/g, '')].sort().join('');
    const [own, classic] = await Promise.all(
      [look, undefined].map(async (each) => readPdf(await drawCertificate(sampleFacts({ look: each })))),
    );
    for (const page of [1, 2]) expect(own && words(textOf(own, page))).toBe(classic && words(textOf(classic, page)));
  });

  test.each(DESIGNS)('%s: the organization’s colors replace the design’s own', async (design) => {
    const facts = sampleFacts({ look: { ...lookOf(design), primaryColor: '#6b1f3a', accentColor: '#1d6b52' } });
    const [own, chosen] = await Promise.all(
      [sampleFacts({ look: lookOf(design) }), facts].map(async (each) => {
        const { pdf } = readPdf(await drawCertificate(each));
        return pdf.pages.map(({ dict }) => pdf.data(dict.get('Contents')).toString('latin1')).join('\n');
      }),
    );
    for (const color of ['#6b1f3a', '#1d6b52']) {
      expect(chosen).toContain(`${rgb(color)} rg`);
      expect(own).not.toContain(`${rgb(color)} rg`);
    }
  });
});

describe('what it says about its own validity', () => {
  test('the last valid day is on the front and in the record, and absent when it does not expire', async () => {
    const read = readPdf(await drawCertificate(sampleFacts({ expiresOn: '2028-11-02' })));
    for (const page of [1, 2]) expect(textOf(read, page)).toContain('Valid until 2 November 2028');
    expect(textOf(readPdf(await drawCertificate(sampleFacts())))).not.toMatch(/valid until/i);
  });

  test('that it is sealed and carries a credential: only when it is and does', async () => {
    const record = async (options: object) => textOf(readPdf(await drawCertificate(sampleFacts(), options)), 2);
    expect(await record({ seal: { room: 4_096 }, enclosures: ENCLOSURES })).toContain(STANDS);
    for (const options of [{}, { seal: { room: 4_096 } }, { enclosures: ENCLOSURES }])
      expect(await record(options)).not.toContain(STANDS);
  });

  test('the same facts and enclosures give the same bytes; other enclosures do not', async () => {
    const facts = sampleFacts({ look: lookOf('MODERN', true) });
    const options = { seal: { room: 4_096 }, enclosures: ENCLOSURES, images: { logo: LOGO, signature: SIGNATURE } };
    const [one, other, fewer] = await Promise.all([
      drawCertificate(facts, options),
      drawCertificate(facts, options),
      drawCertificate(facts, { ...options, enclosures: ENCLOSURES.slice(1) }),
    ]);
    expect(one.equals(other)).toBe(true);
    expect(one.equals(fewer)).toBe(false);
  });
});
