import { type History, namesOn, statementsOn } from '../schema/accreditation/rules/inForce.ts';
import { accreditorLacks, boardLacks } from '../schema/accreditation/rules/lacking.ts';
import { readBodies } from '../server/content/bodies.ts';
import { CONTENT } from '../server/service.ts';

/** body check [--content DIR] */
export async function checkBodyFiles(folder: string = CONTENT): Promise<void> {
  const today = new Date().toISOString().slice(0, 10);
  const { accreditors, boards } = await readBodies(folder);
  for (const accreditor of accreditors) {
    const { name, key, kind, values } = accreditor;
    console.log(`\n${name} (${key}, ${kind})`);
    const sentences = statementsOn(accreditor, today).map((statement) => statement.kind);
    if (kind === 'ACCREDITS') console.log(`  statements: ${listed(sentences)}`);
    print(values, accreditorLacks(accreditor), today);
  }
  for (const board of boards) {
    console.log(`\n${board.name} (${board.key}, ${board.kind}, ${board.jurisdiction})`);
    for (const profession of board.professions) {
      console.log(`  ${profession.title} (${profession.key})`);
      print(profession.values, boardLacks(board, profession), today);
      for (const [kind, values] of Object.entries(profession.kinds ?? {}))
        console.log(`  known of ${kind} alone: ${listed(namesOn(values, today))}`);
    }
  }
  console.log(`\nAccreditors: ${accreditors.length}. Boards: ${boards.length}. No fault.`);
}

const listed = (names: readonly string[]): string => names.join(', ') || 'none';

function print(values: History, lacking: readonly string[], today: string): void {
  const known = namesOn(values, today);
  const later = Object.keys(values).filter((name) => !known.includes(name));
  console.log(`  known: ${listed(known)}`);
  if (later.length > 0) console.log(`  later: ${listed(later)}`);
  console.log(`  missing: ${listed(lacking)}`);
}
