// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  WalletFoundQuery,
  WalletFoundQueryVariables,
} from '../shapes.ts';

export const WalletFound: Asked<WalletFoundQuery, WalletFoundQueryVariables> = {
  name: 'WalletFound',
  hash: 'b9097c3e72d6659e40ee205488352c45f121d89ccd3780e73e0b278bf2eb8cad',
};
