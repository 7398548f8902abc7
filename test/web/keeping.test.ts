import { expect, test } from '@jest/globals';
import {
  assetsIn,
  DAYS,
  hasKeptShell,
  keptOf,
  picturesToKeep,
  readable,
  samePlace,
  untilFrom,
} from '../../web/keeping/rules.ts';

const NOW = Date.parse('2026-11-27T09:00:00Z');
const DAY = 86_400_000;

const notice = {
  ...{ country: 'NZ', title: '1737', text: 'Call or text.', phone: '1737', url: null, checkedOn: '2026-11-01' },
  ...{ for: 'Anyone.', hours: 'At any hour.', inWriting: null, checkedHow: 'COPY' as const },
};
const fileOf = (name: string, sizeBytes: number, width: number | null) => ({
  ...{ path: `files/${name}`, url: `https://example.org/files/${name}`, kind: 'SVG', sizeBytes, width, height: width },
  ...{ transcript: null, captionsUrl: null, attribution: null, license: null },
});
const [loop, photo, kit] = [
  fileOf('loop.svg', 4_000, 640),
  fileOf('photo.png', 2_999_000, 900),
  fileOf('kit.pdf', 9, null),
];
const page = {
  path: '/learn/abc%3D/modules/3',
  total: 10,
  notices: [{ ...notice, id: 'notice' }],
  module: {
    ...{ id: 'module', number: 3, title: 'Synchrony', kind: 'READING', secondsCounted: 120, furthestPermille: 400 },
    ...{ reflection: 'what I wrote', reflectionVersion: 2, blockers: [], completedAt: null },
    objectives: [{ key: 'O1', text: 'Explain it.', id: 'aim' }],
    text: {
      body: 'Words.',
      marks: null,
      transcript: null,
      videoUrl: '/video',
      reflectionPrompt: 'What came up?',
      files: [photo, loop, kit],
    },
    errata: [{ key: 'E1', publishedOn: '2026-11-02', text: 'Corrected.', id: 'erratum' }],
  },
};

const pictures = new Map([['files/loop.svg', 'data:image/svg+xml;base64,PHN2Zz4=']]);
const kept = keptOf(page, { until: untilFrom(NOW), whose: 'mark', pictures });

test('text, corrections and notices are kept, and nothing that the reader wrote or did', () => {
  expect(kept).toEqual({
    ...{ form: 2, path: page.path, until: NOW + 14 * DAY, whose: 'mark', number: 3, total: 10, title: 'Synchrony' },
    ...{ body: 'Words.', marks: null, transcript: null, aims: [{ key: 'O1', text: 'Explain it.' }] },
    errata: [{ key: 'E1', publishedOn: '2026-11-02', text: 'Corrected.' }],
    notices: [notice],
    files: [{ ...loop, url: 'data:image/svg+xml;base64,PHN2Zz4=' }],
  });
  expect(JSON.stringify(kept)).not.toMatch(/wrote|came up|seconds|permille|reflection/i);
});

test('pictures are kept up to 3 MB together, smaller ones first, and nothing that plays or prints', () => {
  expect(picturesToKeep(page).map(({ path }) => path)).toEqual(['files/loop.svg']);
  const smaller = { ...page.module.text, files: [{ ...photo, sizeBytes: 2_996_000 }, loop, kit] };
  const both = picturesToKeep({ module: { ...page.module, text: smaller } });
  expect(both.map(({ path }) => path)).toEqual(['files/loop.svg', 'files/photo.png']);
});

test('it can be read for 14 days, and not with a clock that was set back', () => {
  expect(DAYS).toBe(14);
  const stored = JSON.parse(JSON.stringify(kept));
  expect(readable(stored, NOW)).toEqual(kept);
  expect(readable(stored, NOW + 14 * DAY - 1)).toEqual(kept);
  expect(readable(stored, NOW + 14 * DAY)).toBeNull();
  expect(readable(stored, NOW + 400 * DAY)).toBeNull();
  expect(readable(stored, NOW - 1)).toBeNull();
});

test.each([null, 'text', 3, [], {}, { ...kept, form: 0 }, { ...kept, until: '2026' }, { ...kept, whose: undefined }])(
  'what is damaged or of another form is not read: %j',
  (value) => {
    expect(readable(value, NOW)).toBeNull();
  },
);

test('an address is the same however it is encoded', () => {
  expect(samePlace('/learn/abc%3D/modules/3', '/learn/abc=/modules/3')).toBe(true);
  expect(samePlace('/learn/abc%3D/modules/3', '/learn/abc=/modules/3/')).toBe(true);
  expect(samePlace('/learn/abc%3D/modules/3', '/learn/abc%3D/modules/30')).toBe(false);
  expect(samePlace('/learn/%', '/learn/%')).toBe(true);
});

test('the worker answers for learning and settings alone', () => {
  const shells = ['/learn', '/learn/abc', '/learn/abc/modules/1', '/me'];
  expect(shells.filter((path) => !hasKeptShell(path))).toEqual([]);
  const others = ['/', '/graphql', '/api/auth/session', '/learning', '/verify', '/wallet', '/safety', '/assets/a.js'];
  expect(others.filter(hasKeptShell)).toEqual([]);
});

test('the assets of a shell are read from it', () => {
  const shell = '<link href="/assets/a.css"><link rel="icon" href="data:,"><script src="/assets/b.js"></script>';
  expect(assetsIn(shell)).toEqual(['/assets/a.css', '/assets/b.js']);
});
