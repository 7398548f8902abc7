import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  graphql,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';
import type { Database } from '../../drizzle/client.ts';
import { openVault } from '../../drizzle/encryption.ts';
import type { UserId } from '../../drizzle/ids.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';

export const globalId = (type: string, key: string) => Buffer.from(`${type}:${key}`).toString('base64');

/** What the context of these documents seals with. */
export const ASKED_VAULT = openVault('a secret of more than thirty-two characters');

/** Runs one document as this person, at this moment. */
export const askAs =
  (db: Database, userId: UserId | null, now: Date) =>
  (source: string, variableValues: Record<string, unknown> = {}) => {
    const contextValue: Context = {
      db,
      viewer: userId && { userId, sessionId: null, signedInBy: 'EMAIL_CODE' },
      now,
      requestId: 'test',
      client: { ipAddress: null, userAgent: null },
      vault: ASKED_VAULT,
      settings: { publicUrl: 'http://127.0.0.1:4000', studySpeed: 1, zoneData: '2026b' },
      legal: [],
      countLookup: async () => null,
      stripe: null,
      stripeSeller: null,
      wordsOfMail: () => ({ subject: '', text: '' }),
      signPdfLink: () => '',
      drawPreview: async () => 'NOT_NOW',
    };
    return graphql({ schema, source, variableValues, contextValue });
  };

/** Every field below a type that needs no argument, to a depth; types already on the path are not entered again. */
const everything = (type: GraphQLNamedType, depth: number, path: string[] = []): string => {
  if (!isObjectType(type) || depth === 0 || path.includes(type.name)) return '';
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    if (field.args.some(isRequiredArgument)) return [];
    if (!isObjectType(inner)) return isUnionType(inner) || isInterfaceType(inner) ? [] : [field.name];
    const below = everything(inner, depth - 1, [...path, type.name]);
    return below === '' ? [] : [`${field.name} { ${below} }`];
  });
  return fields.join(' ');
};
/** What stands around the quizzes, the enrollment with its course, is no part of them. */
const all = (name: string) => everything(schema.getType(name) as GraphQLObjectType, 5, ['Enrollment']);
/** Everything an attempt shows. */
export const attemptPage = `query ($id: ID!) { node(id: $id) { ... on QuizAttempt { ${all('QuizAttempt')} } } }`;
/** Everything an enrollment shows of its quizzes. */
export const enrollmentPage = `query ($id: ID!) { node(id: $id) { ... on Enrollment { quizzes { ${all('Quiz')} } } } }`;
