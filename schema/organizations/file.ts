import type { z } from 'zod';
import { POLICY_KINDS } from '../../drizzle/tables/organizations.ts';
import {
  day,
  emailAddress,
  key,
  line,
  list,
  printedLine,
  prose,
  section,
  webAddress,
  word,
  yesNo,
} from '../editedText.ts';
import { checkShape, readYaml } from '../editedYaml.ts';
import { type Fault, sortFaults } from '../faults.ts';

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

const organizationShape = section({
  slug: key('a short name'),
  legalName: printedLine('the legal name', 160),
  timeZone: timeZone(),
  address: list(printedLine('a line of the address', 120), 1, 8),
  website: webAddress(),
  email: emailAddress(),
  signatory: section({ name: printedLine('a name', 120), title: printedLine('a title', 120) }).optional(),
  contacts: section({ grievances: emailAddress(), accommodations: emailAddress() }),
  fictional: yesNo().default(false),
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

export type OrganizationFile = z.output<typeof organizationShape>;

/** Reads content/organizations/<slug>.yaml: the organization, or every fault with its line and what to write instead. */
export const parseOrganization = (
  file: string,
  text: string,
): { ok: true; organization: OrganizationFile } | { ok: false; faults: Fault[] } => {
  const { yaml, faults } = readYaml(file, text.replace(/^\ufeff/, ''));
  if (yaml === null) return { ok: false, faults: sortFaults(faults) };
  const { value, faults: misshapen } = checkShape(organizationShape, yaml);
  if (value === null) return { ok: false, faults: sortFaults(misshapen) };
  const names = value.policies.map(({ kind, version }) => `${kind} ${version}`);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) < index
      ? [
          {
            file,
            line: yaml.lineOf(['policies', index, 'version']),
            message: `The policy ${name} stands twice; a new wording takes a new version.`,
          },
        ]
      : [],
  );
  const missing = POLICY_KINDS.filter((kind) => !value.policies.some((policy) => policy.kind === kind)).map((kind) => ({
    file,
    line: yaml.lineOf(['policies']),
    message: `There is no policy of the kind ${kind}; add one.`,
  }));
  const all = [...repeated, ...missing];
  return all.length > 0 ? { ok: false, faults: sortFaults(all) } : { ok: true, organization: value };
};
