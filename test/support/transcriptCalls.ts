import { expect } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import type { startTestApp } from './app.ts';

type App = Awaited<ReturnType<typeof startTestApp>>;
export type Result = Record<string, unknown> & {
  __typename: string;
  code?: string;
  url?: string;
  fields?: { path: string }[];
};

/** What a mutation answers to a person. `fields` are those of its payload. */
export const mutate = async (
  app: App,
  userId: UserId,
  name: string,
  input: Record<string, unknown>,
  fields: string,
): Promise<Result> => {
  const capital = name.charAt(0).toUpperCase() + name.slice(1);
  const faults = /^(revoke|remove)/.test(name) ? '' : '... on InvalidInputError { fields { path } }';
  const query = `mutation M($input: ${capital}Input!) { ${name}(input: $input) { __typename
    ... on ${capital}Payload { ${fields} } ... on Error { code message } ${faults} } }`;
  const { body } = await app.graphql(query, { input }, { 'x-test-user': userId });
  expect(body.errors).toBeUndefined();
  return body.data?.[name] as Result;
};
