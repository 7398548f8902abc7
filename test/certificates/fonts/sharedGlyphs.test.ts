import { expect, test } from '@jest/globals';
import { openFace } from '../../../certificates/fonts/face.ts';

/** Characters that Inter draws with one glyph: two apostrophes, two iotas, two Deltas. */
const SHARED = [
  ['\u02bc', '\u2019'],
  ['\u0269', '\u03b9'],
  ['\u0394', '\u2206'],
] as const;

test.each(SHARED)('%s and %s are copied as they were written, whichever came first in this process', (one, other) => {
  for (const order of [
    [one, other],
    [other, one],
  ]) {
    const face = openFace('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf');
    for (const written of order) {
      for (const text of [written, `a${written}b`, one + other]) {
        const { glyphs } = face.run(text);
        const copied = glyphs.flatMap(({ place }) => face.place(place).codePoints);
        expect(String.fromCodePoint(...copied)).toBe(text);
      }
    }
  }
});
