import { z } from 'zod';
import { AGREEMENT_KINDS } from '../../../drizzle/tables/privacy.ts';
import type { Standing } from '../../accounts/queries/agreements.ts';
import { type Fault, FaultsError } from '../../edited/faults.ts';
import { proseFaults } from '../../edited/markdown.ts';
import { day, line, section } from '../../edited/text.ts';
import { checkShape, readYaml } from '../../edited/yaml.ts';
import type { AgreementKind, LegalText } from '../../legalText.ts';

/** Without these nobody goes on; the others may be refused. */
const REQUIRED: readonly AgreementKind[] = ['PRIVACY', 'TERMS'];

/** The file of each text. */
export const LEGAL_FILES: Record<AgreementKind, string> = {
  PRIVACY: 'privacy.md',
  TERMS: 'terms.md',
  THERAPY_DATA: 'therapy-data.md',
};

const front = section({ title: line('a title', 80), version: line('a version', 40), effectiveOn: day() });
const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n([\s\S]*)$/;

/** Reads the three files. Throws FaultsError with every fault. */
export function parseLegal(files: ReadonlyMap<string, string>): LegalText[] {
  const faults: Fault[] = [];
  const texts = AGREEMENT_KINDS.flatMap((kind) => parseOne(kind, files.get(LEGAL_FILES[kind]), faults) ?? []);
  if (faults.length > 0) throw new FaultsError(faults);
  return texts;
}

function parseOne(kind: AgreementKind, content: string | undefined, faults: Fault[]): LegalText | null {
  const file = LEGAL_FILES[kind];
  const [, head, body = ''] = FRONT_MATTER.exec(content ?? '') ?? [];
  if (head === undefined) {
    faults.push({
      file,
      line: 1,
      message: 'Begin the file with title, version and effectiveOn between two lines "---".',
    });
    return null;
  }
  const read = readYaml(file, head, 2);
  const checked = read.yaml === null ? { value: null, faults: read.faults } : checkShape(front, read.yaml);
  const firstLine = head.split('\n').length + 3;
  faults.push(...checked.faults, ...proseFaults(file, body, firstLine));
  return checked.value === null ? null : { kind, ...checked.value, text: body.trim() };
}

/** How a person stands to a text as it is now. */
export type Agreement = {
  kind: AgreementKind;
  text: LegalText;
  version: string | null;
  agreedAt: Date | null;
  withdrawnAt: Date | null;
  needed: boolean;
};

/** How a person stands to each text: what they agreed to, and what they must be asked before they go on. */
export function agreementsOn(texts: readonly LegalText[], standing: readonly Standing[]): Agreement[] {
  return texts.map((text) => {
    const last = standing.find(({ kind }) => kind === text.kind);
    const given = last?.given === true;
    return {
      kind: text.kind,
      text,
      version: given ? last.version : null,
      agreedAt: given ? last.at : null,
      withdrawnAt: last !== undefined && !given ? last.at : null,
      needed: REQUIRED.includes(text.kind) && !(given && last.version === text.version),
    };
  });
}

/** A version that a person says they read. */
export type ReadText = { kind: AgreementKind; version: string };

/** Whether everything that was read is what stands there now; otherwise the first text that is not. */
export function currentTexts(texts: readonly LegalText[], read: readonly ReadText[]) {
  for (const { kind, version } of read) {
    const now = texts.find((text) => text.kind === kind);
    if (now !== undefined && now.version !== version)
      return { ok: false, because: 'TEXT_CHANGED', version: now.version } as const;
  }
  return { ok: true } as const;
}

/** The kinds and versions that somebody agrees to, each once. */
export const readTextsShape = z
  .array(z.object({ kind: z.enum(AGREEMENT_KINDS), version: z.string().max(40) }))
  .min(1, 'Name at least one text.')
  .max(AGREEMENT_KINDS.length, 'Name each text once.')
  .refine((texts) => new Set(texts.map(({ kind }) => kind)).size === texts.length, 'Name each text once.');
