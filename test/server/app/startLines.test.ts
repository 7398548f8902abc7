import { expect, test } from '@jest/globals';
import { startLines } from '../../../server/app/startLines.ts';

test.each([
  ['the usual port', 4000, 'http://localhost:4000', 4000, ['http://localhost:4000/']],
  ['any free port', 0, 'http://localhost:0', 50_123, ['http://localhost:50123/']],
  ['a second process', 4001, 'http://localhost:4000', 4001, ['http://localhost:4000/', 'http://localhost:4001/']],
  ['a proxy', 4000, 'https://attune.example.org', 4000, ['https://attune.example.org/', 'http://localhost:4000/']],
])('%s is told where to look', (_what, port, publicUrl, listening, expected) => {
  const lines = startLines({ port, publicUrl }, listening);
  const starts = lines.filter((line) => /Start here|This process/.test(line)).map((line) => line.split(/ +/).at(-1));
  expect(starts).toEqual(expected);
});
