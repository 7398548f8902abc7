// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  LicenseListQuery,
  LicenseListQueryVariables,
  TaughtPageQuery,
  TaughtPageQueryVariables,
  TranscriptsQuery,
  TranscriptsQueryVariables,
  WalletCertificateQuery,
  WalletCertificateQueryVariables,
  WalletQuery,
  WalletQueryVariables,
} from '../shapes.ts';

export const Transcripts: Asked<TranscriptsQuery, TranscriptsQueryVariables> = {
  name: 'Transcripts',
  hash: 'cec3ca270e3303ffa1916074d646b04e5c69e3f0ec64004c77fb1fe9273237d9',
};
export const TaughtPage: Asked<TaughtPageQuery, TaughtPageQueryVariables> = {
  name: 'TaughtPage',
  hash: '29c8fb309082e3639f64765dede5decca28dd0844220de7682fadbbefbd0ca90',
};
export const WalletCertificate: Asked<WalletCertificateQuery, WalletCertificateQueryVariables> = {
  name: 'WalletCertificate',
  hash: '5503730408d4276b3d125a1a5bbc4fc5baf55b0afe89169424493b1da2707657',
};
export const Wallet: Asked<WalletQuery, WalletQueryVariables> = {
  name: 'Wallet',
  hash: '326dbd68f6d7e4002bd8b6466785b83828f8dd30bbd0279f1470334f6f2a05e1',
};
export const LicenseList: Asked<LicenseListQuery, LicenseListQueryVariables> = {
  name: 'LicenseList',
  hash: '27f849b06fed2a122606970a4394fb543db282285ff7be8eb4f2699f3a5d12f7',
};
