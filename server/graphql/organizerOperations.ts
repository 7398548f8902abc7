import type { ExampleOperation } from './graphiqlOperations.ts';

/** Worked examples for an owner of the organization that issued a certificate. */
export const ORGANIZER_OPERATIONS: readonly ExampleOperation[] = [
  {
    name: 'ReissueCertificate',
    title: 'Correct the name on a certificate, as its organization’s owner',
    query: `mutation ReissueCertificate($input: ReissueCertificateInput!) {
  reissueCertificate(input: $input) {
    ... on ReissueCertificatePayload {
      certificate { number status courseTitle hoursOfStudy completedOn issuedAt expiresOn verifyUrl }
      replaced { number status successorNumber }
    }
    ... on Error { code message }
    ... on AlreadyReplacedError { successorNumber }
    ... on NameUndrawableError { characters }
  }
}
`,
    variables: { input: { number: '(certificate.number)', correctedName: 'Robin Q. Example' } },
  },
  {
    name: 'RevokeCertificate',
    title: 'Revoke a certificate for good, as its organization’s owner',
    query: `mutation RevokeCertificate($input: RevokeCertificateInput!) {
  revokeCertificate(input: $input) {
    ... on RevokeCertificatePayload { certificate { number status revocation { reason at } } }
    ... on Error { code message }
  }
}
`,
    variables: {
      input: { number: '(certificate.number)', reason: 'ISSUED_IN_ERROR', note: 'Issued twice by mistake.' },
    },
  },
  {
    name: 'VerifyCertificates',
    title: 'Check up to a hundred certificates at once, signed in or not',
    query: `query VerifyCertificates($numbers: [String!]!) {
  verifyCertificates(numbers: $numbers) {
    number status courseTitle hoursOfStudy completedOn expiresOn organization
    revocation { reason at }
    sealing pdfSha256 logPosition credentialUrl
  }
}
`,
    variables: { numbers: ['(certificate.number)'] },
  },
];
