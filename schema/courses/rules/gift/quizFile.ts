import { isMap, isScalar, isSeq, parseDocument, stringify } from 'yaml';
import { isSlug } from '../../../edited/text.ts';
import { samePrompt } from '../package/pools.ts';
import type { Asked } from './answers.ts';
import type { GiftQuestion } from './readGift.ts';

/** Stands where GIFT says nothing. YAML reads it as an empty value, which `course check` reports with its line. */
const TO_WRITE = '# write this';

/** What every question of a file is about, as its author names it. */
export type GiftGiven = { objective?: string; module?: string; source?: string };
export type Written =
  | { ok: true; text: string; added: number; there: number; toWrite: number }
  | { ok: false; message: string };

const KINDS = { 'pre-test': 'PRE_TEST', 'post-test': 'POST_TEST' } as const;
const HEADS = {
  PRE_TEST: { title: 'Before you begin', passPercent: 0 },
  POST_TEST: { title: 'Post-test', passPercent: 80 },
  MODULE_CHECK: { title: 'Check', passPercent: 80 },
} as const;

/** The key of a quiz from the name of its file: pre-test, post-test or check-<module id>. Null for another name. */
export function quizKeyOf(name: string): string | null {
  const key = /^(pre-test|post-test|check-[a-z0-9-]+)\.yaml$/.exec(name)?.[1] ?? null;
  return key !== null && isSlug(key) ? key : null;
}

/**
 * A quiz file with the questions of a GIFT file: a new one, or `existing` with them at its end. Questions that the file asks
 * already are left out, so that an import may be repeated.
 */
export function writeQuiz(
  questions: readonly GiftQuestion[],
  { key, given, existing }: { key: string; given: GiftGiven; existing: string | null },
): Written {
  const held = existing === null ? { ids: [], prompts: [], indent: '  ' } : heldIn(existing);
  if (held === null)
    return {
      ok: false,
      message: 'Its questions are not the last part of the file; move them to its end, each after "- ".',
    };
  const asked = new Set(held.prompts);
  const fresh = questions.filter(({ prompt }) => !asked.has(samePrompt(prompt)) && asked.add(samePrompt(prompt)));
  const ids = idsFor(fresh, { key, taken: new Set(held.ids) });
  const module = key.startsWith('check-') ? key.slice('check-'.length) : null;
  const entries = fresh.map((question, index) =>
    entryText(question, {
      id: ids[index] ?? '',
      given: { ...(module !== null && { module }), ...given },
      indent: held.indent,
    }),
  );
  const head = existing === null ? headText(key, module, fresh.length) : existing.replace(/\s*$/, '\n');
  const text = [head, ...entries].join('');
  const toWrite = entries.join('').split(`: ${TO_WRITE}\n`).length - 1;
  return { ok: true, text, added: fresh.length, there: questions.length - fresh.length, toWrite };
}

function headText(key: string, module: string | null, draw: number): string {
  const kind = key === 'pre-test' || key === 'post-test' ? KINDS[key] : 'MODULE_CHECK';
  const { title, passPercent } = HEADS[kind];
  const head = {
    kind,
    ...(module !== null && { module }),
    title,
    draw,
    passPercent,
    shuffle: true,
    feedback: 'AFTER_PASS',
  };
  return `${stringify(head)}questions:\n`;
}

/** The ids and prompts of a quiz file, and how its questions are indented; null where nothing can be added to its end. */
function heldIn(text: string): { ids: string[]; prompts: string[]; indent: string } | null {
  const document = parseDocument(text, { uniqueKeys: false });
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents)) return null;
  const last = contents.items.at(-1);
  if (!isScalar(last?.key) || last.key.value !== 'questions' || !isSeq(last.value) || last.value.flow) return null;
  const start = last.value.range?.[0] ?? 0;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (indent.trim() !== '') return null;
  const named = (name: string) =>
    isSeq(last.value) ? last.value.items.flatMap((item) => (isMap(item) ? [String(item.get(name) ?? '')] : [])) : [];
  return { ids: named('id'), prompts: named('prompt').map(samePrompt), indent };
}

/** Ids from titles, or from the name of the quiz and a number. */
function idsFor(questions: readonly GiftQuestion[], { key, taken }: { key: string; taken: Set<string> }): string[] {
  let number = 0;
  return questions.map(({ title }) => {
    const named = slugOf(title ?? '');
    let id = named;
    // Numbers go on, so that a thousand equal titles cost a thousand tries.
    while (id === '' || taken.has(id)) {
      number += 1;
      id = named === '' ? `${key}-${String(number).padStart(2, '0')}` : `${named}-${number}`;
    }
    taken.add(id);
    return id;
  });
}

const slugOf = (title: string): string =>
  title
    .slice(0, 200)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-|-$/g, '');

function entryText(
  { line, title, category, prompt, general, asked }: GiftQuestion,
  { id, given, indent }: { id: string; given: GiftGiven; indent: string },
): string {
  const { objective = null, module = null, source = null } = given;
  const entry = { id, type: asked.type, objective, module, source, prompt, ...answersIn(asked, general) };
  const said = asked.type === 'MATCHING' && general !== null ? ` Said of the whole: ${general}` : '';
  const about = [category, title, `line ${line} of the GIFT file`].filter((part) => part !== null).join(', ');
  const comment = `# ${about}.${said}`.replace(/\s+/g, ' ');
  const lines = stringify([entry], { lineWidth: 0, nullStr: TO_WRITE }).trimEnd().split('\n');
  return [comment, ...lines].map((words) => `${words === '' ? '' : indent}${words}\n`).join('');
}

/** What is said whatever was answered explains the right answer. */
function answersIn(asked: Asked, general: string | null) {
  if (asked.type === 'MATCHING') {
    const distractors = asked.distractors.map((text) => ({ text, rationale: null }));
    return {
      pairs: asked.pairs.map((pair) => ({ ...pair, rationale: null })),
      ...(distractors.length > 0 && { distractors }),
    };
  }
  return {
    options: asked.options.map(({ text, correct, rationale }) =>
      correct
        ? { text, correct, rationale: [rationale, general].filter((words) => words !== null).join('\n\n') || null }
        : { text, rationale },
    ),
  };
}
