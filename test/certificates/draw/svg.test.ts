import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import { type CertificateLook, DESIGNS } from '../../../certificates/facts/parts.ts';
import type { CertificateFacts } from '../../../certificates/facts/v2.ts';
import { type FaceRole, faceFor } from '../../../certificates/fonts/faces.ts';
import { drawPreviewPicture, UndrawableFacts } from '../../../certificates/pdf.ts';
import { sampleFacts } from '../../support/certificates/sampleFacts.ts';

const NAMES = [
  'Robin Beth Example',
  'Robin <b>Example</b> & ]]>',
  'Zoë Ångström-Šťastná',
  'Ῥόδων Ἀλεξάνδρα',
  'Мария Иванова',
];
/** The face of a name, by design. */
const ROLES: Record<(typeof DESIGNS)[number], FaceRole> = { CLASSIC: 'serif', MODERN: 'bold', QUIET: 'serif' };

const named = (learnerName: string, look: Partial<CertificateLook> = {}): CertificateFacts => {
  const facts = sampleFacts();
  const plain = { design: 'CLASSIC', primaryColor: null, accentColor: null, logoSha256: null, signatureSha256: null };
  return { ...facts, learnerName, look: { ...plain, ...facts.look, ...look } as CertificateLook };
};

/** Whether every element that begins ends, in order. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, end, name, , empty] of svg.matchAll(/<(\/?)([a-zA-Z]+)((?:\s[^<>]*?)?)(\/?)>/g)) {
    if (end === '/' && open.pop() !== name) return false;
    if (end !== '/' && empty !== '/') open.push(name ?? '');
  }
  return open.length === 0 && !/[<>]/.test(svg.replaceAll(/<[^<>]*>/g, ''));
}

describe.each(DESIGNS)('%s', (design) => {
  test.each(NAMES)('draws the letters of “%s” with the outlines of the paper’s own font', async (name) => {
    const svg = await drawPreviewPicture(named(name, { design }));
    const face = faceFor(ROLES[design], name);
    const outlines = face.run(name).glyphs.map(({ place }) => face.path(face.place(place).gid));
    for (const outline of outlines.filter(Boolean)) expect(svg.includes(`d="${outline}"`)).toBe(true);
    expect(isWellFormed(svg)).toBe(true);
    // Every reference leads somewhere, and no letter is text that another font could draw.
    const ids = new Set([...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    for (const [, id] of svg.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
    expect(svg).not.toMatch(/<text|<script|<style|NaN|undefined|https?:(?!\/\/www\.w3\.org)/);
    expect(svg).not.toContain(name);
  });
});

test('has the colors of the organization, and its images, each where the paper has it', async () => {
  const image = (width: number) =>
    PNG.sync.write(new PNG({ width, height: 40, colorType: 2, inputHasAlpha: true }), { colorType: 2 });
  const [logo, signature] = [image(160), image(240)];
  const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  const look = { logoSha256: sha(logo), signatureSha256: sha(signature), primaryColor: '#1d5c63' };
  const svg = await drawPreviewPicture(named('Robin Beth Example', look), { images: { logo, signature } });
  expect(svg).toContain('fill="#1d5c63"');
  const shown = [...svg.matchAll(/href="data:image\/png;base64,([^"]+)"/g)].map(([, data]) => data);
  expect(shown).toEqual([logo, signature].map((bytes) => bytes.toString('base64')));
});

test('is small enough to send, and the same each time', async () => {
  const svg = await drawPreviewPicture(named('Robin Beth Example'));
  expect(svg.length).toBeLessThan(250_000);
  expect(await drawPreviewPicture(named('Robin Beth Example'))).toBe(svg);
});

test('refuses what the paper refuses', async () => {
  await expect(drawPreviewPicture(named('王小明'))).rejects.toThrow(UndrawableFacts);
});
