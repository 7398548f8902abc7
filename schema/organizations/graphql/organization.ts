import { type OrganizationId, parseId } from '../../../drizzle/ids.ts';
import { POLICY_KINDS } from '../../../drizzle/tables/organizations.ts';
import { isSlug } from '../../edited/text.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import {
  type OrganizationRow,
  organizationBySlug,
  organizationsByIds,
  type PolicyRow,
  policiesOf,
} from '../queries.ts';

const PolicyKind = builder.enumType('PolicyKind', {
  description: 'What a policy is about.',
  values: described(POLICY_KINDS, {
    REFUND: 'When money is paid back.',
    GRIEVANCE: 'How to complain, and what happens then.',
    ACCOMMODATION: 'How people with a disability take part.',
    ATTENDANCE: 'What counts as having completed a course.',
    CONFLICT_OF_INTEREST: 'How conflicts of interest are disclosed and resolved.',
    PRIVACY: 'What is recorded about a person, and who can see it.',
  }),
});

const PolicyRef = builder.objectRef<PolicyRow>('Policy').implement({
  description: 'A policy of an organization, by version. A new wording is a new version.',
  fields: (t) => ({
    kind: t.field({ type: PolicyKind, description: 'What it is about.', resolve: (policy) => policy.kind }),
    version: t.exposeString('version', { description: 'The version, for example "1".' }),
    effectiveOn: t.expose('effectiveOn', {
      type: 'Date',
      description: 'The day it took effect, in the organization’s time zone.',
    }),
    text: t.exposeString('text', { description: 'The policy in Markdown.' }),
  }),
});

type Signatory = { name: string; title: string };
const SignatoryRef = builder.objectRef<Signatory>('Signatory').implement({
  description: 'The person who is responsible for an organization’s certificates.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Their name.' }),
    title: t.exposeString('title', { description: 'Their office.' }),
  }),
});

const signatoryOf = ({ signatoryName, signatoryTitle }: OrganizationRow): Signatory | null =>
  signatoryName === null || signatoryTitle === null ? null : { name: signatoryName, title: signatoryTitle };

/** Public: people must be able to read a provider's name, address, contacts and policies before they enroll. */
export const OrganizationRef = builder.loadableNodeRef('Organization', {
  id: { description: 'The global id.', resolve: (organization: OrganizationRow) => organization.id },
  sort: (organization: OrganizationRow) => organization.id,
  load: (ids: string[], { db }): Promise<OrganizationRow[]> =>
    organizationsByIds(
      db,
      ids.flatMap((id) => parseId<OrganizationId>(id) ?? []),
    ),
});

builder.objectType(OrganizationRef, {
  description: 'A provider of continuing education. Everything here is public.',
  authScopes: { public: true },
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its short name in addresses.' }),
    legalName: t.exposeString('legalName', { description: 'The name it is registered under.' }),
    timeZone: t.exposeString('timeZone', { description: 'Dates on its certificates are in this IANA time zone.' }),
    address: t.exposeStringList('address', { description: 'The postal address, line by line.' }),
    website: t.exposeString('website', { description: 'Its website.' }),
    email: t.exposeString('email', { description: 'Where to write.' }),
    signatory: t.field({
      type: SignatoryRef,
      nullable: true,
      description: 'The person who is responsible for its certificates.',
      resolve: signatoryOf,
    }),
    grievanceContact: t.exposeString('grievanceContact', { description: 'Where complaints go.' }),
    accommodationContact: t.exposeString('accommodationContact', { description: 'Where to ask for an accommodation.' }),
    accommodationLeadDays: t.exposeInt('accommodationLeadDays', {
      nullable: true,
      description:
        'How many days before an event a request for an accommodation should come; null: not stated. Later ones may be made too.',
    }),
    screensPairs: t.exposeBoolean('screensPairs', {
      description: 'Whether each of two people who come together is met alone, live, before they get a place.',
    }),
    fictional: t.exposeBoolean('fictional', { description: 'True for a sample that does not exist.' }),
    policies: t.loadableGroup({
      type: PolicyRef,
      description: 'The policies in force: the newest version of each kind.',
      load: (ids: OrganizationId[], { db }) => policiesOf(db, ids),
      group: (policy) => policy.organizationId,
      resolve: (organization) => organization.id,
    }),
  }),
});

builder.queryField('organization', (t) =>
  t.field({
    type: OrganizationRef,
    nullable: true,
    description: 'An organization by its slug; null when there is none.',
    args: { slug: t.arg.string({ description: 'Its short name, for example sample-institute.' }) },
    resolve: (_root, { slug }, { db }) => (isSlug(slug) ? organizationBySlug(db, slug) : null),
  }),
);
