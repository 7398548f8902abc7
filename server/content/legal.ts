import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LegalText } from '../../schema/legalText.ts';
import { LEGAL_FILES, parseLegal } from '../../schema/privacy/rules/agreements.ts';

const OURS = fileURLToPath(new URL('../../content/legal', import.meta.url));
const read = new Map<string, readonly LegalText[]>();

/** The texts that people agree to, from LEGAL_DIR or from content/legal. They are read once. Throws FaultsError. */
export function legalTexts(folder: string | null): readonly LegalText[] {
  const from = folder ?? OURS;
  const texts = read.get(from) ?? parseLegal(filesIn(from));
  read.set(from, texts);
  return texts;
}

function filesIn(folder: string): Map<string, string> {
  const files = Object.values(LEGAL_FILES).flatMap((file): [string, string][] => {
    try {
      return [[file, readFileSync(join(folder, file), 'utf8')]];
    } catch {
      return [];
    }
  });
  return new Map(files);
}
