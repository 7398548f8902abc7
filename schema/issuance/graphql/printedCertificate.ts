import type { PublicFacts } from '../../../certificates/facts/publicFacts.ts';
import { zoneOfCompletion } from '../../../certificates/words.ts';
import { builder } from '../../graphql/builder.ts';

const PrintedContributorType = builder.objectRef<PublicFacts['contributors'][number]>('PrintedContributor').implement({
  description: 'A contributor to the course, as printed.',
  fields: (t) => ({
    role: t.exposeString('role', { description: 'Their role.' }),
    name: t.exposeString('name', { description: 'Their name.' }),
    credentials: t.exposeString('credentials', { description: 'Degrees and licenses, or who this is.' }),
  }),
});

const PrintedSignatoryType = builder.objectRef<NonNullable<PublicFacts['signatory']>>('PrintedSignatory').implement({
  description: 'The person who is responsible for the certificate, as printed.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Their name.' }),
    title: t.exposeString('title', { description: 'Their office.' }),
  }),
});

/** The other printed facts, word for word. */
export const PrintedCertificateType = builder.objectRef<PublicFacts>('PrintedCertificate').implement({
  description: 'The other printed facts, word for word and frozen at issue.',
  fields: (t) => ({
    courseSlug: t.string({ description: "The provider's course id.", resolve: ({ course }) => course.slug }),
    contentHash: t.string({
      description: 'SHA-256 of the course as taken.',
      resolve: ({ course }) => course.contentHash,
    }),
    language: t.string({ description: 'The language of the course.', resolve: ({ course }) => course.language }),
    format: t.string({ description: 'How the course was delivered.', resolve: ({ course }) => course.format }),
    level: t.string({ description: 'The level of the course.', resolve: ({ course }) => course.level }),
    timeZone: t.string({
      description: 'The time zone of the completion date.',
      resolve: zoneOfCompletion,
    }),
    issuerTimeZone: t.exposeString('timeZone', {
      description: 'The time zone of the issuer, on whose clocks the days of issue, revocation and expiry are printed.',
    }),
    objectives: t.exposeStringList('objectives', { description: 'What the learner can do afterwards.' }),
    contributors: t.expose('contributors', { type: [PrintedContributorType], description: 'Who made the course.' }),
    organizationAddress: t.stringList({
      description: 'The address of the issuer.',
      resolve: ({ organization }) => organization.address,
    }),
    organizationWebsite: t.string({
      description: 'The website of the issuer.',
      resolve: ({ organization }) => organization.website,
    }),
    organizationEmail: t.string({
      description: 'The e-mail address of the issuer.',
      resolve: ({ organization }) => organization.email,
    }),
    signatory: t.expose('signatory', {
      type: PrintedSignatoryType,
      nullable: true,
      description: 'The person who is responsible for it.',
    }),
    passPercent: t.int({
      nullable: true,
      description: 'The percent of right answers that the post-test required; null without an assessment.',
      resolve: ({ assessment }) => assessment?.passPercent ?? null,
    }),
  }),
});
