import { type History, namesOn, statementsOn } from '../schema/accreditation/rules/inForce.ts';
import { ACCREDITOR_VALUES, BOARD_VALUES } from '../schema/accreditation/rules/values.ts';
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
    print(values, ACCREDITOR_VALUES, today);
  }
  for (const { name, key, kind, jurisdiction, professions } of boards) {
    console.log(`\n${name} (${key}, ${kind}, ${jurisdiction})`);
    for (const { title, key: profession, values } of professions) {
      console.log(`  ${title} (${profession})`);
      print(values, BOARD_VALUES, today);
    }
  }
  console.log(`\n${accreditors.length} accreditors and ${boards.length} boards: no fault.`);
}

const listed = (names: readonly string[]): string => names.join(', ') || 'none';

function print(values: History, catalog: object, today: string): void {
  const known = namesOn(values, today);
  const later = Object.keys(values).filter((name) => !known.includes(name));
  console.log(`  known: ${listed(known)}`);
  if (later.length > 0) console.log(`  later: ${listed(later)}`);
  console.log(`  missing: ${listed(Object.keys(catalog).filter((name) => values[name] === undefined))}`);
}
