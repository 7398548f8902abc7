import type { UserId } from '../../drizzle/ids.ts';
import type { startTestApp } from './app.ts';

const FIELDS = `id kind profession jurisdiction number nameOnLicense expiresOn checkedBy checkedOn addedAt removedAt
  cycle { startsOn endsOn required { category hours } } board { key name kind }
  history { kind number nameOnLicense expiresOn reason recordedAt cycle { startsOn endsOn } }`;

const change = (verb: 'Add' | 'Update' | 'Remove') =>
  `mutation ($input: ${verb}LicenseInput!) { result: ${verb.toLowerCase()}License(input: $input) { __typename
    ... on ${verb}LicensePayload { license { ${FIELDS} } } ... on Error { code message }
    ... on InvalidInputError { fields { path } } ${verb === 'Remove' ? '' : '... on LicenseExistsError { licenseId } ... on LicenseLimitError { most }'} } }`;

export const LMFT = { kind: 'FULL', profession: 'lmft', jurisdiction: 'US-CA', number: 'LMFT 012345' } as const;

/** How a person adds, changes, removes and reads licenses through the API. */
export const licensee = (app: Awaited<ReturnType<typeof startTestApp>>, userId: UserId) => {
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
  const ask = async (query: string, variables: unknown = {}): Promise<any> => {
    const { body } = await app.graphql(query, variables, { 'x-test-user': userId });
    return body.errors === undefined ? body.data : { result: body.errors };
  };
  const run = async (verb: 'Add' | 'Update' | 'Remove', input: object) => (await ask(change(verb), { input })).result;
  return {
    userId,
    add: (input: object = {}) => run('Add', { ...LMFT, ...input }),
    update: (licenseId: string, input: object) => run('Update', { licenseId, ...input }),
    remove: (licenseId: string) => run('Remove', { licenseId }),
    list: async () => (await ask(`{ viewer { licenses { ${FIELDS} } } }`)).viewer.licenses,
    node: async (id: string) =>
      (await ask(`query ($id: ID!) { node(id: $id) { __typename ... on License { ${FIELDS} } } }`, { id })).node,
  };
};
