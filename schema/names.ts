/** The longest name that is compared, in UTF-16 units. Inputs accept less. */
const LONGEST_NAME = 500;

/** Marks that people leave out when they type. Vowel signs of Indic and Southeast Asian scripts and of kana are part of the name. */
const LOOSE_MARKS = /[[\p{M}&&[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]]--[\u3099\u309a]]/gv;

/** Letters that stand where people type an apostrophe or nothing: ʻokina, ʼ and their like, glottal stops, the Arabic tatweel. */
const APOSTROPHE_LETTERS = /[\u02b0-\u02ff\u0241\u0242\u0294\u0640\ua78b\ua78c]/gu;

/** Apostrophes, hyphens, dots, every kind of space and invisible character. */
const BETWEEN_LETTERS = /[^\p{L}\p{N}\p{M}]+/gu;

/** Lowercase letters that Unicode does not decompose, as a keyboard without them writes them (ICAO Doc 9303 where it has one letter). */
const TYPED_AS = new Map(
  Object.entries({
    ...{ ł: 'l', ø: 'o', đ: 'd', ı: 'i', ß: 'ss', þ: 'th', ð: 'd', æ: 'ae', œ: 'oe', ə: 'e', ǝ: 'e', ħ: 'h', ŧ: 't' },
    ...{ ŋ: 'n', ĸ: 'k', ȷ: 'j', ƒ: 'f', ɓ: 'b', ƈ: 'c', ɖ: 'd', ɗ: 'd', ɛ: 'e', ɠ: 'g', ɣ: 'g', ɨ: 'i', ɩ: 'i' },
    ...{ ƙ: 'k', ɲ: 'n', ɔ: 'o', ɵ: 'o', ƥ: 'p', ƭ: 't', ʉ: 'u', ʊ: 'u', ʋ: 'v', ƴ: 'y', ƶ: 'z', ǥ: 'g', ƀ: 'b' },
    ...{ ς: 'σ', ی: 'ي', ى: 'ي', ک: 'ك' },
  }),
);
const TYPED_OTHERWISE = new RegExp(`[${[...TYPED_AS.keys()].join('')}]`, 'gu');

/** The forms that stored commitments are made of. A change of how names are folded is a new form. */
export const NAME_FORMS = [1, 2] as const;
export type NameForm = (typeof NAME_FORMS)[number];
/** The form of new commitments. */
export const NAME_FORM: NameForm = 2;

/**
 * A name as people type it: without case, accents, punctuation and spaces, every letter as a plain keyboard writes it. The order
 * of the names counts, and so do letters of another script that only look alike (docs/decisions/0025-names-as-typed.md).
 */
function asTyped(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(LOOSE_MARKS, '')
    .toLowerCase()
    .replace(APOSTROPHE_LETTERS, '')
    .replace(BETWEEN_LETTERS, '')
    .replace(TYPED_OTHERWISE, (letter) => TYPED_AS.get(letter) ?? letter);
  return folded === '' ? name.normalize('NFC').trim() : folded;
}

/** The form under which certificates committed to names before form 2. */
const asCopied = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A name in one of the forms that stored commitments are made of. */
export function nameInForm(name: string, form: NameForm): string {
  return form === 1 ? asCopied(name) : asTyped(name);
}

/** Whether two spellings are one name. Profile, signature, claim and verification all ask here. */
export function sameName(one: string, other: string): boolean {
  if (Math.max(one.length, other.length) > LONGEST_NAME) return false;
  return asTyped(one) === asTyped(other);
}

const HYPHENS = /\p{Pd}+/u;

/** The words by which a name is found: each as it stands, the parts of those with hyphens, and the name as a whole. */
export function wordsOfName(name: string): string[] {
  const words = typedWords(name);
  const parts = words.filter((word) => HYPHENS.test(word)).flatMap((word) => word.split(HYPHENS));
  return [...new Set([...words, ...parts, name].filter((word) => word !== '').map(asTyped))];
}

/** What is looked for: every one of the words, or all of them together as one name. */
export function wordsLookedFor(text: string): { words: string[]; whole: string } {
  return { words: [...new Set(typedWords(text).map(asTyped))], whole: asTyped(text) };
}

const typedWords = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '');
