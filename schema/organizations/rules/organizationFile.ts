import type { z } from 'zod';
import { type KeptImage, readImage } from '../../../certificates/images.ts';
import { CERTIFICATE_DESIGNS, POLICY_KINDS } from '../../../drizzle/tables/organizations.ts';
import { type Fault, sortFaults } from '../../edited/faults.ts';
import {
  day,
  emailAddress,
  key,
  line,
  list,
  printedLine,
  printedName,
  prose,
  section,
  webAddress,
  whole,
  word,
  yesNo,
} from '../../edited/text.ts';
import { checkShape, type EditedYaml, readYaml } from '../../edited/yaml.ts';
import { readableColor } from './readableColor.ts';

const timeZone = () =>
  line('a time zone such as Pacific/Auckland', 60).refine((value) => {
    try {
      return (
        new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== undefined &&
        value.includes('/')
      );
    } catch {
      return false;
    }
  }, 'write a time zone by its region and city, for example Pacific/Auckland.');

const IMAGE = /^images\/[a-z0-9]+(-[a-z0-9]+)*\.png$/;
const imageFile = () =>
  line('an image beside this file, such as images/logo.png', 100).refine(
    (value) => IMAGE.test(value),
    'write images/, then a name in lowercase letters, digits and hyphens, then .png: images/logo.png.',
  );

const certificateShape = section({
  design: word(CERTIFICATE_DESIGNS).default('CLASSIC'),
  primaryColor: readableColor().optional(),
  accentColor: readableColor().optional(),
  logo: imageFile().optional(),
  signature: imageFile().optional(),
  retentionYears: whole(0, 100).default(7),
});

const organizationShape = section({
  slug: key('a short name'),
  legalName: printedName('the legal name', 160),
  timeZone: timeZone(),
  address: list(printedLine('a line of the address', 120), 1, 8),
  website: webAddress(),
  email: emailAddress(),
  /** As invoices print it: bank, account, what to name. */
  transfer: list(printedLine('a line of how to pay by transfer', 120), 1, 8).optional(),
  signatory: section({ name: printedName('a name', 120), title: printedLine('a title', 120) }).optional(),
  contacts: section({ grievances: emailAddress(), accommodations: emailAddress() }),
  fictional: yesNo().default(false),
  certificate: certificateShape.optional(),
  policies: list(
    section({
      kind: word(POLICY_KINDS),
      version: line('a version such as "1"', 20),
      effectiveOn: day(),
      text: prose('the policy', 20_000),
    }),
    1,
    100,
  ),
});

type Written = z.output<typeof organizationShape>;
type LookImages = { logo: KeptImage | null; signature: KeptImage | null };
export type OrganizationFile = Omit<Written, 'certificate'> & {
  /** Null when the file does not mention certificates: CLASSIC in its own colors. */
  certificate: (Omit<z.output<typeof certificateShape>, keyof LookImages> & LookImages) | null;
};

/**
 * Reads content/organizations/<slug>.yaml. Returns the organization, or every fault with its line and what to write instead.
 * `images` are the bytes of the images beside it, by the path that the file uses.
 */
export function parseOrganization(
  file: string,
  text: string,
  images: ReadonlyMap<string, Uint8Array> = new Map(),
): { ok: true; organization: OrganizationFile } | { ok: false; faults: Fault[] } {
  const { yaml, faults } = readYaml(file, text.replace(/^\ufeff/, ''));
  if (yaml === null) return { ok: false, faults: sortFaults(faults) };
  const { value, faults: misshapen } = checkShape(organizationShape, yaml);
  if (value === null) return { ok: false, faults: sortFaults(misshapen) };
  const pictures = readPictures(value, yaml, images);
  const all = [...policyFaults(value, yaml), ...pictures.faults];
  if (all.length > 0) return { ok: false, faults: sortFaults(all) };
  const certificate = value.certificate === undefined ? null : { ...value.certificate, ...pictures.found };
  return { ok: true, organization: { ...value, certificate } };
}

function policyFaults({ policies }: Written, yaml: EditedYaml): Fault[] {
  const fault = (path: PropertyKey[], message: string): Fault => ({
    file: yaml.file,
    line: yaml.lineOf(path),
    message,
  });
  const names = policies.map(({ kind, version }) => `${kind} ${version}`);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? fault(['policies', index, 'version'], `The policy ${name} appears twice; a new wording needs a new version.`)
      : [],
  );
  const missing = POLICY_KINDS.filter((kind) => !policies.some((policy) => policy.kind === kind));
  return [
    ...repeated,
    ...missing.map((kind) => fault(['policies'], `There is no policy of the kind ${kind}; add one.`)),
  ];
}

function readPictures(
  { certificate }: Written,
  yaml: EditedYaml,
  images: ReadonlyMap<string, Uint8Array>,
): { found: LookImages; faults: Fault[] } {
  const faults: Fault[] = [];
  const read = (field: keyof LookImages): KeptImage | null => {
    const path = certificate?.[field];
    if (path === undefined) return null;
    const bytes = images.get(path);
    const missing = `There is no file ${path} beside this one; add it. A symbolic link does not count.`;
    const image = bytes === undefined ? ({ ok: false, detail: missing } as const) : readImage(bytes);
    if (image.ok) return image;
    const message = `certificate.${field}: ${image.detail}`;
    faults.push({ file: yaml.file, line: yaml.lineOf(['certificate', field]), message });
    return null;
  };
  return { found: { logo: read('logo'), signature: read('signature') }, faults };
}
