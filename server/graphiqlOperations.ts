/** A worked example: GraphiQL shows it in a tab of its own, and a test holds it against the limits. */
export type ExampleOperation = { title: string; query: string; variables?: Record<string, unknown> };

export const GRAPHIQL_OPERATIONS: readonly ExampleOperation[] = [
  {
    title: 'Who am I?',
    query: `query Viewer {
  viewer {
    email
    profile { legalName country timeZone profession }
  }
}
`,
  },
  {
    title: 'Say who you are: the certificate prints this name',
    query: `mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    ... on UpdateProfilePayload { viewer { profile { legalName } } }
    ... on Error { code message }
  }
}
`,
    variables: { input: { legalName: 'Robin Example', country: 'NZ', timeZone: 'Pacific/Auckland' } },
  },
  {
    title: 'Your certificates',
    query: `query Certificates {
  viewer {
    certificates(first: 10) {
      nodes { number status courseTitle hoursOfStudy completedOn printedName verifyUrl pdfUrl }
    }
  }
}
`,
  },
];
