import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { FaultsError, faultText } from '../../../schema/edited/faults.ts';
import { readOrganizationFile } from '../../../server/content/content.ts';
import { plainPng } from '../../support/pngs.ts';
import { sampleOrganizationFile } from '../../support/samplePackage.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-organization-'));
  file = join(folder, 'sample-organization.yaml');
  await writeFile(
    file,
    sampleOrganizationFile.replace('policies:', 'certificate:\n  logo: images/logo.png\npolicies:'),
  );
  await mkdir(join(folder, 'images'));
});
afterEach(() => rm(folder, { recursive: true }));

const faultsOf = async (): Promise<string[]> => {
  const error: unknown = await readOrganizationFile(file).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof FaultsError)) throw new Error(`no faults but ${String(error)}`);
  return error.faults.map(faultText);
};
const NO_FILE = [
  expect.stringContaining('sample-organization.yaml:11: certificate.logo: There is no file images/logo.png'),
];

test('pictures are read from the folder images beside the file', async () => {
  await writeFile(join(folder, 'images/logo.png'), plainPng(7, 5));
  expect((await readOrganizationFile(file)).certificate).toMatchObject({ logo: { width: 7, height: 5 } });
});

test('a picture that is missing is a fault, and so is a missing folder', async () => {
  expect(await faultsOf()).toEqual(NO_FILE);
  await rm(join(folder, 'images'), { recursive: true });
  expect(await faultsOf()).toEqual(NO_FILE);
});

test('no link is followed, of a picture or of the folder', async () => {
  const elsewhere = join(folder, 'elsewhere');
  await mkdir(elsewhere);
  await writeFile(join(elsewhere, 'logo.png'), plainPng());
  await symlink(join(elsewhere, 'logo.png'), join(folder, 'images/logo.png'));
  expect(await faultsOf()).toEqual(NO_FILE);
  await rm(join(folder, 'images'), { recursive: true });
  await symlink(elsewhere, join(folder, 'images'));
  expect(await faultsOf()).toEqual(NO_FILE);
});

test('a file without end is read to its limit only, and is a fault', async () => {
  await writeFile(join(folder, 'images/logo.png'), Buffer.alloc(30_000_000));
  expect(await faultsOf()).toEqual([
    expect.stringContaining('sample-organization.yaml:11: certificate.logo: The file is larger than 1 MB'),
  ]);
});

test('the sample institute in content/ has a logo and a signature', async () => {
  const sample = fileURLToPath(new URL('../../../content/organizations/sample-institute.yaml', import.meta.url));
  expect(await readOrganizationFile(sample)).toMatchObject({
    fictional: true,
    certificate: { design: 'CLASSIC', logo: { width: 420, height: 320 }, signature: { width: 880, height: 240 } },
  });
});
