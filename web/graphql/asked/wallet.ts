// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  WalletFoundQuery,
  WalletFoundQueryVariables,
} from '../shapes.ts';

export const WalletFound: Asked<WalletFoundQuery, WalletFoundQueryVariables> = {
  name: 'WalletFound',
  hash: '76e4b1a92b69752fe1e731b2a5f79d9c807e86ad772285090ac69f2e884ac36b',
};
