import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { LANGUAGES, type Language, ORIGINAL, REVIEWED } from '../../schema/languages.ts';
import { TEXTS } from '../../server/mail/texts/all.ts';
import { WORDS } from '../../server/pages/words/all.ts';
import { serious } from '../../web/words/serious.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
type Words = { [key: string]: unknown };

/** The files of a language, of which each exports words. Helpers that no page loads, such as how a language counts, are beside them. */
async function filesIn(folder: string): Promise<Words> {
  const names = readdirSync(`${ROOT}${folder}`).filter((name) => !['files.ts', 'counts.ts'].includes(name));
  const loaded = names.map(async (name) => [name, await import(`${ROOT}${folder}/${name}`)] as const);
  return Object.fromEntries(await Promise.all(loaded));
}

/** Every sentence with the way to it. */
function sentences(words: unknown, path = ''): [path: string, sentence: unknown][] {
  if (typeof words !== 'object' || words === null) return [[path, words]];
  return Object.entries(words).flatMap(([key, value]) => sentences(value, path === '' ? key : `${path}.${key}`));
}

type Say = (...args: unknown[]) => unknown;
/** Arguments by which one sees whether a sentence uses them. */
const marked: ((at: number, seen: Set<string>) => unknown)[] = [
  (at) => `⟦${at}⟧`,
  (at) => 7_000_001 + at,
  (at, seen) => new Proxy({}, { get: (_, key) => (typeof key === 'string' ? seen.add(`${at}.${key}`) && '⟦⟧' : '') }),
];

/** What a sentence shows of its arguments, for each kind of arguments that it takes. */
function shows(say: Say): string[] {
  return marked.map((mark) => {
    const seen = new Set<string>();
    try {
      const text = JSON.stringify(say(...Array.from({ length: say.length }, (_, at) => mark(at, seen))));
      const found = [...text.matchAll(/⟦\d+⟧|7\D?000\D?00\d/g)].map(([one]) => one.replaceAll(/[.,\s\u00a0]/g, ''));
      return [...new Set([...found, ...seen])].sort().join(' ');
    } catch {
      return 'takes other arguments';
    }
  });
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The same in both languages: names, signs, and words that are spelled alike. */
const ALIKE: Partial<Record<Language, string[]>> = {
  es: ['Attune', 'PDF', 'No', 'Visible', 'Video'],
  mi: ['Attune', 'PDF'],
};

const others = LANGUAGES.map(({ code }) => code).filter((code) => code !== ORIGINAL);

describe.each(others)('%s', (language) => {
  const both = async (): Promise<{ english: Map<string, unknown>; own: Map<string, unknown> }> => ({
    english: new Map([
      ...sentences(await filesIn(`web/words/${ORIGINAL}`), 'web'),
      ...sentences(WORDS[ORIGINAL], 'server'),
      ...sentences(TEXTS[ORIGINAL], 'mail'),
    ]),
    own: new Map([
      ...sentences(await filesIn(`web/words/${language}`), 'web'),
      ...sentences(WORDS[language], 'server'),
      ...sentences(TEXTS[language], 'mail'),
    ]),
  });

  test('says everything that English says, and nothing else', async () => {
    const { english, own } = await both();
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...own].filter(([path, value]) => typeof value !== typeof english.get(path))).toEqual([]);
  });

  test('uses what a sentence is given', async () => {
    const { english, own } = await both();
    for (const [path, say] of own) {
      const original = english.get(path);
      if (typeof say !== 'function' || typeof original !== 'function') continue;
      expect([path, say.length, shows(say as Say)]).toEqual([path, original.length, shows(original as Say)]);
    }
  });

  test('leaves nothing empty or untranslated', async () => {
    const { english, own } = await both();
    const texts = [...own].map(([path, value]) => [path, textOf(value), textOf(english.get(path))] as const);
    expect(texts.filter(([, text, original]) => text?.trim() === '' && original !== '')).toEqual([]);
    const same = texts.filter(([, text, original]) => text !== null && text !== '' && text === original);
    expect(same.filter(([, text]) => !ALIKE[language]?.includes(text ?? ''))).toEqual([]);
  });

  test('has no number to call, and nothing with which somebody agrees or declares', async () => {
    const { own } = await both();
    const texts = [...own].flatMap(([path, value]) => (textOf(value) === null ? [] : [[path, String(value)] as const]));
    expect(texts.filter(([, text]) => /\+?\d[\d ()-]{6,}\d/.test(text))).toEqual([]);
    const keys = /\.(consent|adult|accept|box|attestation|approval)\b/;
    expect(texts.filter(([path]) => path.startsWith('web') && keys.test(path))).toEqual([]);
  });
});

test('a text counts as reviewed only with the name of whoever reviewed it, and a day', () => {
  for (const { by, on } of REVIEWED) {
    expect(by).toMatch(/\S+ \S+/);
    expect(on).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  }
});

test('what people agree to is shown as it was written', async () => {
  const said = sentences(serious).flatMap(([, value]) => textOf(value) ?? []);
  const catalogues = [...sentences(await filesIn('web/words/en')), ...sentences(WORDS)];
  expect(said.length).toBeGreaterThan(3);
  expect(catalogues.filter(([, value]) => said.includes(String(value)))).toEqual([]);
});
