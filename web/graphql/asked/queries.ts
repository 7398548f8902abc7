// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  ClaimPageQuery,
  ClaimPageQueryVariables,
  EnrollPageQuery,
  EnrollPageQueryVariables,
  EvaluationQuery,
  EvaluationQueryVariables,
  JoinPageQuery,
  JoinPageQueryVariables,
  LearnQuery,
  LearnQueryVariables,
  LicenseListQuery,
  LicenseListQueryVariables,
  MeQuery,
  MeQueryVariables,
  ModulePageQuery,
  ModulePageQueryVariables,
  QuizQuery,
  QuizQueryVariables,
  RegisterPageQuery,
  RegisterPageQueryVariables,
  RegistrationPageQuery,
  RegistrationPageQueryVariables,
  RegistrationsQuery,
  RegistrationsQueryVariables,
  RoundQuery,
  RoundQueryVariables,
  StatementQuery,
  StatementQueryVariables,
  TranscriptsQuery,
  TranscriptsQueryVariables,
  WalletCertificateQuery,
  WalletCertificateQueryVariables,
  WalletQuery,
  WalletQueryVariables,
  WelcomeQuery,
  WelcomeQueryVariables,
} from '../shapes.ts';

export const Me: Asked<MeQuery, MeQueryVariables> = {
  name: 'Me',
  hash: 'f4e93a6de977b6009379c984f31ff7c25b1ffef3a09900b08fd2a3d1aee91643',
};
export const Transcripts: Asked<TranscriptsQuery, TranscriptsQueryVariables> = {
  name: 'Transcripts',
  hash: 'cec3ca270e3303ffa1916074d646b04e5c69e3f0ec64004c77fb1fe9273237d9',
};
export const EnrollPage: Asked<EnrollPageQuery, EnrollPageQueryVariables> = {
  name: 'EnrollPage',
  hash: '2420c72d4bd87277faede47f8ff200695a14b59232e9a4ef98f650cc280f5bd0',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: '7b0a5403963390cb5c6453d30b641954bc3a9dab8a2c93ddd751ab04726ffbea',
};
export const ModulePage: Asked<ModulePageQuery, ModulePageQueryVariables> = {
  name: 'ModulePage',
  hash: '47f1ab42caca95f97a88b0c43b648955636e145c121cd14f5588cd2c07332b3b',
};
export const Round: Asked<RoundQuery, RoundQueryVariables> = {
  name: 'Round',
  hash: '7aa7a4b6e359c5cded046c916d44f18db45f2101b18bc26eb9d4d23bfe62d6b5',
};
export const Statement: Asked<StatementQuery, StatementQueryVariables> = {
  name: 'Statement',
  hash: '695eef3c7796010a2de3255a5f9ec9496c269eb40d28dccfca99b24913db2835',
};
export const Evaluation: Asked<EvaluationQuery, EvaluationQueryVariables> = {
  name: 'Evaluation',
  hash: 'faed87105c834dfa332bc886aa06112f97d11e75be4cd33f5177e72e9ef3cba3',
};
export const JoinPage: Asked<JoinPageQuery, JoinPageQueryVariables> = {
  name: 'JoinPage',
  hash: 'c9a2123ab61803fd8d2ed2b9b7668da493af07e894ca569bf32716702ae44919',
};
export const RegisterPage: Asked<RegisterPageQuery, RegisterPageQueryVariables> = {
  name: 'RegisterPage',
  hash: 'b3664eabf96f808eea975c4464d576771a188b33a47f28ada575997b63c741db',
};
export const Registrations: Asked<RegistrationsQuery, RegistrationsQueryVariables> = {
  name: 'Registrations',
  hash: 'abe81e99031ad066221473b6ce52244b62d087e8802399e3273aba21e27fd153',
};
export const RegistrationPage: Asked<RegistrationPageQuery, RegistrationPageQueryVariables> = {
  name: 'RegistrationPage',
  hash: '1b487e033708eec4f7cb8f45eb56e86a03474273cc1982a6d0aff468a381fbc8',
};
export const WalletCertificate: Asked<WalletCertificateQuery, WalletCertificateQueryVariables> = {
  name: 'WalletCertificate',
  hash: '1c85c2bb543dc32dfef0c4a3078eb51e844ad1684dbac9d73d031cf11c791e9f',
};
export const ClaimPage: Asked<ClaimPageQuery, ClaimPageQueryVariables> = {
  name: 'ClaimPage',
  hash: '9bf2039b09d0ebada99c14b6c6922b3c05572220148e1e482b34f0571592e1e2',
};
export const Wallet: Asked<WalletQuery, WalletQueryVariables> = {
  name: 'Wallet',
  hash: '68f255a3162476b81d5a211025e214b901d64515eabcb839ac3e82913e187a42',
};
export const LicenseList: Asked<LicenseListQuery, LicenseListQueryVariables> = {
  name: 'LicenseList',
  hash: '27f849b06fed2a122606970a4394fb543db282285ff7be8eb4f2699f3a5d12f7',
};
export const Welcome: Asked<WelcomeQuery, WelcomeQueryVariables> = {
  name: 'Welcome',
  hash: '4ef9fcae2a0fa5b025909172dca535a979deff5e1f14fa9f6fed65fef689d1c9',
};
export const Quiz: Asked<QuizQuery, QuizQueryVariables> = {
  name: 'Quiz',
  hash: '7d09b8e073fd29e896930df10b002df36350cbdbecee2de4757722e023fbaf25',
};
