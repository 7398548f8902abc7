import { afterAll, beforeAll, expect, test } from '@jest/globals';
import jsQR from 'jsqr';
import { newCertificateNumber } from '../../../certificates/number.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { openWorld, type World } from '../../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, {});
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

/** What a scanner reads from the rows of dark modules in an SVG. */
function read(svg: string): string | undefined {
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const scale = 4;
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  const [, path = ''] = /stroke="#14233a" d="([^"]+)"/.exec(svg) ?? [];
  let [x, y] = [0, 0];
  for (const [, step = '', first = '', second = ''] of path.matchAll(/([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    const across = Number(first);
    if (step === 'M') [x, y] = [across, Number(second)];
    else if (step === 'm') [x, y] = [x + across, y + Number(second)];
    else {
      for (let row = Math.floor(y) * scale; row < (Math.floor(y) + 1) * scale; row += 1)
        for (let column = x * scale; column < (x + across) * scale; column += 1)
          pixels.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
      x += across;
    }
  }
  return jsQR.default(pixels, side, side)?.data;
}

test('the code leads to the page of the number, however it is written, and is the same whether it exists', async () => {
  const number = newCertificateNumber();
  const answer = await app.ask(`/verify/${number}/code.svg`);
  expect(answer.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  const svg = await answer.text();
  expect(read(svg)).toBe(`${TEST_CONFIG.publicUrl}/verify/${number}`);
  expect(await (await app.ask(`/verify/${number.toLowerCase()}/code.svg`)).text()).toBe(svg);
});

test('what is no number has no code', async () => {
  for (const text of ['nonsense', '00000-00000-00000-00001', '%3Csvg%3E'])
    expect((await app.ask(`/verify/${text}/code.svg`)).status).toBe(404);
});
