import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';

/** What the package holds: the browser, and libraries that a machine without a desktop lacks. */
const PARTS = ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'];
const bin = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));

// Runs as a process of its own: it unpacks to TMPDIR.
await Promise.all(PARTS.map((part) => inflate(join(bin, part))));
