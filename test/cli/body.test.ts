import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { accreditorFile, boardFile } from '../support/bodies.ts';
import { openCommandLine } from '../support/commandLine.ts';

let home: string;
const commandLine = openCommandLine();
const attune = (...line: string[]) => commandLine.run(line, {});

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'attune-body-'));
  await mkdir(join(home, 'accreditors'));
  await mkdir(join(home, 'boards'));
});
afterAll(async () => {
  await commandLine.close();
  await rm(home, { recursive: true });
});

const write = async (accreditor: string, board: string) => {
  await writeFile(join(home, 'accreditors/sample-body.yaml'), accreditor);
  await writeFile(join(home, 'boards/sample-board.yaml'), board);
};

describe('body check', () => {
  test('prints every body, what its file says and what it lacks, without a database', async () => {
    await write(
      accreditorFile.replace(
        '2026-11-01, source: handbook, confidence: LOW',
        '2199-01-01, source: handbook, confidence: LOW',
      ),
      boardFile,
    );
    const { code, out, err } = await attune('body', 'check', '--content', home);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      'Sample Body (sample-body, ACCREDITS)\n  statements: PROVIDER\n  known: unit, minutesPerUnit\n  later: passPercent\n  missing: retentionYears,',
    );
    expect(out).toContain(
      'Sample Board (sample-board, REGULATES, US-NY)\n  Licensed Clinical Social Worker (lcsw)\n  known: accepts, requiredHundredths\n',
    );
    expect(out).toContain('Accreditors: 1. Boards: 1. No fault.');
  });

  test('prints the faults of all files', async () => {
    await write(
      accreditorFile.replace('passPercent', 'passPercents'),
      boardFile.replace('kind: REGULATES', 'kind: REGULATE'),
    );
    const { code, out, err } = await attune('body', 'check', '--content', home);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(
      'accreditors/sample-body.yaml:19: "passPercents" is not known here; did you mean "passPercent"?',
    );
    expect(err).toContain('boards/sample-board.yaml:4: kind: write one of REGULATES, LOG_ONLY.');
    expect(err).not.toContain('    at ');
  });

  test('reads the files of this repository by itself', async () => {
    const { code, out } = await attune('body', 'check');
    expect(code).toBe(0);
    expect(out).toMatch(/Accreditors: \d+\. Boards: \d+\. No fault\.\n$/);
  });
});
