import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printedSchema } from '../schema/sdl.ts';

const file = fileURLToPath(new URL('../schema/schema.graphql', import.meta.url));
writeFileSync(file, printedSchema());
console.log('schema/schema.graphql is written. Read the difference, then commit it.');
