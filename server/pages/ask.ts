import type { Request } from 'express';
import { type ExecutionResult, execute, type GraphQLSchema, parse } from 'graphql';
import type { Context } from '../../schema/context.ts';
import { readExample } from '../graphql/examples.ts';

/** Asks the API in this process, as a front end would from outside, with a document of examples/. */
export type AskPage = <Data>(request: Request, requestId: string, variables?: Record<string, unknown>) => Promise<Data>;

export type Pages = {
  schema: GraphQLSchema;
  contextOf: (request: Request, requestId: string) => Promise<Context>;
};

/** A document of examples/ by its name. What it answers with an error is an error here too: the pages ask for nothing that may be refused. */
export function asking({ schema, contextOf }: Pages, name: string): AskPage {
  const document = parse(readExample(name).query);
  return async <Data>(request: Request, requestId: string, variableValues: Record<string, unknown> = {}) => {
    const contextValue = await contextOf(request, requestId);
    const { data, errors } = (await execute({ schema, document, contextValue, variableValues })) as ExecutionResult;
    if (errors?.[0] !== undefined) throw errors[0].originalError ?? errors[0];
    return JSON.parse(JSON.stringify(data)) as Data;
  };
}
