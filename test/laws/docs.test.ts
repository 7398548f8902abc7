import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readExamples } from '../../server/graphql/examples.ts';
import { SECRETS, SETTINGS } from '../../server/settings/settings.ts';
import { ROOT } from '../support/sources.ts';

const GUIDES = 'docs/guides';
/** Variables of the examples' own. */
const SHELL = new Set(['NONCE', 'CODE', 'TOKEN']);
const FILES = ['README.md', ...readdirSync(join(ROOT, GUIDES)).map((name) => `${GUIDES}/${name}`)];
const DECISIONS = readdirSync(join(ROOT, 'docs/decisions')).map((name) => `docs/decisions/${name}`);
const DOCUMENTS = [...FILES, 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'GLOSSARY.md', ...DECISIONS];
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

type Block = { language: string; text: string };
const blocksIn = (file: string): Block[] =>
  [...textOf(file).matchAll(/^```(\w*)\n([\s\S]*?)\n```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));
const blocksOf = (file: string, language: string): string[] =>
  blocksIn(file)
    .filter((block) => block.language === language)
    .map(({ text }) => text);
const prose = (text: string): string => text.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');

/** The id that GitHub gives a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

/** Rows of a document's table of settings, cell by cell. */
const settingRows = (file: string): string[][] => {
  const section = textOf(file).split('\n## Settings\n')[1]?.split('\n## ')[0] ?? '';
  return all(section, /^\| (`[A-Z_]+` \|.*) \|$/gm).map((row) => row.split('|').map((cell) => cell.trim()));
};
const settingOf = (row: string[]): string => row[0]?.replaceAll('`', '') ?? '';

test('there is a README and a guide for organizers, editors, front ends, operators and of the bodies', () => {
  const guides = ['bodies', 'courses', 'front-end', 'operators', 'organizers'].map((name) => `${GUIDES}/${name}.md`);
  expect(sorted(FILES)).toEqual(sorted(['README.md', ...guides]));
});

test('documents that must be read quickly stay short', () => {
  expect(textOf('README.md').split(/\s+/).length).toBeLessThan(1_500);
  expect(textOf('ARCHITECTURE.md').split('\n').length).toBeLessThanOrEqual(120);
  expect(textOf('GLOSSARY.md').split('\n').length).toBeLessThanOrEqual(60);
});

describe('GraphQL that people paste', () => {
  const examples = readExamples();
  const known = new Map(examples.map((example) => [example.query.trim(), example]));
  const shown = FILES.flatMap((file) =>
    blocksIn(file).flatMap((block, at, blocks) =>
      block.language === 'graphql' ? [{ file, at: at + 1, text: block.text, next: blocks[at + 1] }] : [],
    ),
  );

  test.each(shown)(
    'block $at of $file is a file of examples/, with its variables if it shows any',
    ({ text, next }) => {
      const example = known.get(text);
      expect(example).toBeDefined();
      if (next?.language === 'json') expect(JSON.parse(next.text)).toEqual(example?.variables);
    },
  );

  test('every example is shown in a guide', () => {
    const guides = new Set(shown.filter(({ file }) => file !== 'README.md').map(({ text }) => known.get(text)?.name));
    expect(sorted([...guides].flatMap((name) => name ?? []))).toEqual(examples.map(({ name }) => name).sort());
  });

  test('the README goes from the course to a verdict', () => {
    const names = blocksOf('README.md', 'graphql').map((text) => known.get(text)?.name);
    expect(names).toEqual(['Course', 'Enroll', 'RecordModuleActivity', 'ClaimCredit', 'VerifyCertificate']);
  });

  test('every block of JSON is JSON', () => {
    const texts = FILES.flatMap((file) => blocksOf(file, 'json'));
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(() => JSON.parse(text)).not.toThrow();
  });
});

describe('settings', () => {
  const rows = settingRows(`${GUIDES}/operators.md`);

  test('the operators’ table names each setting that the server reads, once, and no other', () => {
    expect(rows.map(settingOf).sort()).toEqual(Object.keys(SETTINGS).sort());
  });

  test('those that may lie in a file are marked', () => {
    const marked = rows.filter((row) => row[3] === 'yes');
    expect(marked.map(settingOf).sort()).toEqual([...SECRETS].sort());
  });

  test('the README has six of them', () => {
    const six = settingRows('README.md').map(settingOf);
    expect(six).toHaveLength(6);
    expect(six.filter((name) => !(name in SETTINGS))).toEqual([]);
  });

  test('.env.example has the same ones', () => {
    expect(sorted(all(textOf('.env.example'), /^#?([A-Z_]+)=/gm))).toEqual(Object.keys(SETTINGS).sort());
  });

  test('no guide names a setting that does not exist', () => {
    const known = new Set([...Object.keys(SETTINGS), ...SECRETS.map((name) => `${name}_FILE`)]);
    const assigned = FILES.flatMap((file) => all(textOf(file), /\b([A-Z][A-Z_]+)=(?=[^\s$(])/g));
    expect(assigned.length).toBeGreaterThan(0);
    expect(assigned.filter((name) => !known.has(name) && !SHELL.has(name))).toEqual([]);
  });
});

describe('commands', () => {
  test('each `npm run` names a script of package.json', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
    const named = sorted(FILES.flatMap((file) => all(textOf(file), /\bnpm run (?:-s )?([a-z][a-z:-]*)/g)));
    expect(named).toEqual(expect.arrayContaining(['attune', 'demo', 'migrate', 'worker']));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('the operators’ table has every command of the command line, and each example is one of them', () => {
    const program = join(ROOT, 'cli/attune.ts');
    const usage = execFileSync(process.execPath, [program, '--help'], { cwd: ROOT, encoding: 'utf8' });
    const commands = sorted(all(usage, /^ {2}([a-z]+(?: [a-z-]+)?)(?= |$)/gm));
    const [, table = ''] = textOf(`${GUIDES}/operators.md`).split('| `npm run attune --` |');
    expect(sorted(all(table, /^\| `([a-z]+(?: [a-z-]+)?)[ `]/gm))).toEqual(commands);
    const examples = sorted(
      FILES.flatMap((file) => all(textOf(file), /npm run (?:-s )?attune -- ([a-z]+(?: [a-z-]+)?)/g)),
    );
    expect(examples.filter((name) => !commands.includes(name))).toEqual([]);
  });
});

describe('links', () => {
  const links = DOCUMENTS.flatMap((file) =>
    all(prose(textOf(file)), /\]\(([^)\s]+)\)/g).map((target) => ({ file, target })),
  );
  const relative = links.filter(({ target }) => !/^[a-z]+:/.test(target));

  test.each(relative)('$file leads to $target', ({ file, target }) => {
    const [path = '', anchor] = target.split('#');
    const at = path === '' ? file : join(dirname(file), path);
    expect(existsSync(join(ROOT, at))).toBe(true);
    if (anchor !== undefined) expect(all(textOf(at), /^#+ (.+)$/gm).map(anchorOf)).toContain(anchor);
  });
});
