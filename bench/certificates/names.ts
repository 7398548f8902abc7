/** Given names recur in life as here; every family name is a word that no certificate had before. */
const SCRIPTS = [
  {
    given: ['Maren', 'Zoë', 'Siobhán', 'Łucja', 'Nguyễn', 'Ana María', 'Jörg', 'Tane'],
    parts: ['lo', 'mir', 'tén', 'ša', 'dö', 'ri', 'vel', 'am', 'nys', 'gor', 'ber', 'us'],
  },
  {
    given: ['Ελένη', 'Νίκος', 'Άννα', 'Γιώργος', 'Μαρία', 'Σοφία'],
    parts: ['λο', 'μιρ', 'τέν', 'σα', 'δο', 'ρι', 'βελ', 'αμ', 'νι', 'γορ', 'βερ', 'ους'],
  },
  {
    given: ['Ирина', 'Олег', 'Юлия', 'Пётр', 'Анна', 'Вера'],
    parts: ['ло', 'мир', 'тен', 'ша', 'дё', 'ри', 'вел', 'ам', 'ныс', 'гор', 'бер', 'ус'],
  },
] as const;

const LEAST_PARTS = 3;

/** Counts in syllables. */
const familyName = (count: number, parts: readonly string[]): string => {
  const syllables: string[] = [];
  for (let left = count; left > 0 || syllables.length < LEAST_PARTS; left = Math.floor(left / parts.length))
    syllables.unshift(parts[left % parts.length] ?? '');
  const [first = '', ...rest] = syllables.join('');
  return first.toUpperCase() + rest.join('');
};

/** Names in Latin, Greek and Cyrillic letters in turn, no two alike. */
export const nameOf = (at: number): string => {
  const { given, parts } = SCRIPTS[at % 3] ?? SCRIPTS[0];
  const count = Math.floor(at / 3);
  return `${given[count % given.length]} ${familyName(count, parts)}`;
};
