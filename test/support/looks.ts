import { readImage } from '../../certificates/images.ts';
import { type OrganizationFile, parseOrganization } from '../../schema/organizations/rules/organizationFile.ts';
import { plainPng } from './pngs.ts';
import { sampleOrganizationFile } from './samplePackage.ts';

/** Images beside the file, by their path: two good ones, one incomplete, one that is not a PNG. */
export const IMAGES = new Map([
  ['images/logo.png', plainPng(30, 20, [1, 2, 3])],
  ['images/signature.png', plainPng(40, 10, [4, 5, 6])],
  ['images/broken.png', plainPng().subarray(0, 40)],
  ['images/photo.png', Buffer.from('ffd8ffe0', 'hex')],
]);
export const LOOK = `certificate:
  design: QUIET
  primaryColor: "#1C3557"
  accentColor: "#795b22"
  logo: images/logo.png
  signature: images/signature.png
  retentionYears: 10
`;
export const withLook = (slug: string, look: string) =>
  sampleOrganizationFile.replace('slug: sample-organization', `slug: ${slug}`).replace('policies:', `${look}policies:`);
export const organizationWith = (slug: string, look = LOOK): OrganizationFile => {
  const parsed = parseOrganization(`${slug}.yaml`, withLook(slug, look), IMAGES);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.organization;
};
export const shaOf = (bytes: Buffer): string => {
  const image = readImage(bytes);
  if (!image.ok) throw new Error(image.detail);
  return image.sha256;
};
export const shaAt = (path: string) => shaOf(IMAGES.get(path) ?? Buffer.alloc(0));
