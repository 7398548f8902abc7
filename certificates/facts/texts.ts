import type { Credit } from './credit.ts';
import type { CertificateFacts } from './v2.ts';

/** Whose words they are: the organization's, the body's that grants the credit, a person's own, or this program's. */
type Writer = 'ORGANIZATION' | 'BODY' | 'PERSON' | 'PROGRAM';
export type PrintedText = { field: string; text: string; by: Writer; isName: boolean };

const by =
  (writer: Writer) =>
  (field: string, text: string | null | undefined): PrintedText => ({
    field,
    text: text ?? '',
    by: writer,
    isName: false,
  });
const ofOrganization = by('ORGANIZATION');
const ofBody = by('BODY');
const ofPerson = by('PERSON');
const ofProgram = by('PROGRAM');
const named = (text: PrintedText): PrintedText => ({ ...text, isName: true });

/** Every text that a certificate prints. `isName`: it is drawn only if no letter of it is unusual in a name. */
export function printedTexts({ course, organization, signatory, ...facts }: CertificateFacts): PrintedText[] {
  return [
    named(ofPerson('learnerName', facts.learnerName)),
    ofOrganization('course.title', course.title),
    ofOrganization('course.slug', course.slug),
    ofOrganization('course.version', course.version),
    ofProgram('course.contentHash', course.contentHash),
    ofProgram('course.language', course.language),
    ofProgram('course.format', course.format),
    ofProgram('course.level', course.level),
    ...facts.objectives.map((text, at) => ofOrganization(`objectives.${at}`, text)),
    ...facts.contributors.flatMap(({ role, name, credentials }, at) => [
      ofProgram(`contributors.${at}.role`, role),
      named(ofPerson(`contributors.${at}.name`, name)),
      ofOrganization(`contributors.${at}.credentials`, credentials),
    ]),
    ofOrganization('organization.legalName', organization.legalName),
    ...organization.address.map((text, at) => ofOrganization(`organization.address.${at}`, text)),
    ofOrganization('organization.website', organization.website),
    ofOrganization('organization.email', organization.email),
    ofPerson('signatory.name', signatory?.name),
    ofOrganization('signatory.title', signatory?.title),
    ...facts.statements.map((text, at) => ofProgram(`statements.${at}`, text)),
    ...(facts.sessions ?? []).flatMap(({ place, format }, at) => [
      ofOrganization(`sessions.${at}.place`, place),
      ofBody(`sessions.${at}.format`, format),
    ]),
    ofProgram('registration.reference', facts.registration?.reference),
    ...facts.credits.flatMap((credit, at) => creditTexts(credit, `credits.${at}`)),
    ...(facts.licenses ?? []).flatMap(({ profession, jurisdiction, number }, at) => [
      ofProgram(`licenses.${at}.profession`, profession),
      ofProgram(`licenses.${at}.jurisdiction`, jurisdiction),
      ofPerson(`licenses.${at}.number`, number),
    ]),
    ofProgram('verifyUrl', facts.verifyUrl),
  ];
}

function creditTexts(credit: Credit, at: string): PrintedText[] {
  const { body, unit, providerNumber, statement, lines, mandates, approval } = credit;
  return [
    ofBody(`${at}.body`, body),
    ofBody(`${at}.unit.singular`, unit.singular),
    ofBody(`${at}.unit.plural`, unit.plural),
    ofBody(`${at}.providerNumber`, providerNumber),
    ofBody(`${at}.statement`, statement),
    ofOrganization(`${at}.approval.partner.name`, approval.partner?.name),
    ofBody(`${at}.approval.partner.number`, approval.partner?.number),
    ...lines.flatMap(({ format, category, session }, line) => [
      ofBody(`${at}.lines.${line}.format`, format),
      ofBody(`${at}.lines.${line}.category`, category),
      ofOrganization(`${at}.lines.${line}.session`, session),
    ]),
    ...mandates.map(({ category }, mandate) => ofBody(`${at}.mandates.${mandate}.category`, category)),
  ];
}
