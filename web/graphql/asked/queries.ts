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
  TranscriptOfCycleQuery,
  TranscriptOfCycleQueryVariables,
  TranscriptsQuery,
  TranscriptsQueryVariables,
  WalletCertificateQuery,
  WalletCertificateQueryVariables,
  WalletFoundQuery,
  WalletFoundQueryVariables,
  WalletQuery,
  WalletQueryVariables,
  WalletSealingQuery,
  WalletSealingQueryVariables,
  WelcomeQuery,
  WelcomeQueryVariables,
} from '../shapes.ts';

export const Me: Asked<MeQuery, MeQueryVariables> = {
  name: 'Me',
  hash: 'a7ccbfe6adf4f60ef7980898d5fc434915b8b8ce667f5a774e5571573372331e',
};
export const Transcripts: Asked<TranscriptsQuery, TranscriptsQueryVariables> = {
  name: 'Transcripts',
  hash: '9f9bceb2694383e023d1701462564670511b1c876bb168832e30629a72cdc888',
};
export const TranscriptOfCycle: Asked<TranscriptOfCycleQuery, TranscriptOfCycleQueryVariables> = {
  name: 'TranscriptOfCycle',
  hash: 'bbab213ad6ca45350f8f8f5c8fd77a4aeb00ed2ac384d8727d46fc47d0e4fba1',
};
export const EnrollPage: Asked<EnrollPageQuery, EnrollPageQueryVariables> = {
  name: 'EnrollPage',
  hash: 'b85124d99270bd9419e966c02dd369f5e3cec7f9f89688368ae4b0d7ba64ae35',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: '06ce7627a1682d9c139943e9d01b9d3443ffb3ac5491ed8c0ecb03560c7744cd',
};
export const ModulePage: Asked<ModulePageQuery, ModulePageQueryVariables> = {
  name: 'ModulePage',
  hash: '08dbf4d08b61b990375437e661ccfc12c87a27d9599e8c530d851b4467a0984c',
};
export const Round: Asked<RoundQuery, RoundQueryVariables> = {
  name: 'Round',
  hash: 'a0ae9bc4efa084558c4d5ca35f7803d3984ecd7ba89e7732fe602072b8d32799',
};
export const Statement: Asked<StatementQuery, StatementQueryVariables> = {
  name: 'Statement',
  hash: '840cc13add1316e42a927fdf0b7e2a5435cc8e1f6eb9f2d424388073bf393226',
};
export const Evaluation: Asked<EvaluationQuery, EvaluationQueryVariables> = {
  name: 'Evaluation',
  hash: 'a3ca8bed45ecaa34400b6e126cde2cabfdeea25321e0546f2d09a6e85e7ddf63',
};
export const JoinPage: Asked<JoinPageQuery, JoinPageQueryVariables> = {
  name: 'JoinPage',
  hash: '61b52a430871457a9a30d58b2f22334cc8f128712073ee98581191d4956f8fd2',
};
export const RegisterPage: Asked<RegisterPageQuery, RegisterPageQueryVariables> = {
  name: 'RegisterPage',
  hash: 'a93531c6a54cd8f046d64653eec89925d0076a4465139b50d71043295e947adf',
};
export const Registrations: Asked<RegistrationsQuery, RegistrationsQueryVariables> = {
  name: 'Registrations',
  hash: '28ea4c06e99ad689e4f7728c6a31dbc18bf41b547e469d7bed01c0ea9802ca3c',
};
export const RegistrationPage: Asked<RegistrationPageQuery, RegistrationPageQueryVariables> = {
  name: 'RegistrationPage',
  hash: '71d9b997e14561c71026a8973a27f7d3220d1ff63e3d6b7345e8398d570ae550',
};
export const WalletCertificate: Asked<WalletCertificateQuery, WalletCertificateQueryVariables> = {
  name: 'WalletCertificate',
  hash: '5514b073b6c4185082b0a04dfd07c628c7d5b46ac9cddcd1180c7026a44a666e',
};
export const WalletSealing: Asked<WalletSealingQuery, WalletSealingQueryVariables> = {
  name: 'WalletSealing',
  hash: '43da484671d26ed2a88541d1dc217f077de88ce50de969ebf006cf60427cbe51',
};
export const ClaimPage: Asked<ClaimPageQuery, ClaimPageQueryVariables> = {
  name: 'ClaimPage',
  hash: '0986711ff6cad9b51cc9d9e6e38cf5047e95a04e4b798bf39f508296ad6dc83b',
};
export const Wallet: Asked<WalletQuery, WalletQueryVariables> = {
  name: 'Wallet',
  hash: '6faabbb2efcd775ff5d4f3f3b8766f03268c9f1c3359f5f982c0622c13402b43',
};
export const WalletFound: Asked<WalletFoundQuery, WalletFoundQueryVariables> = {
  name: 'WalletFound',
  hash: 'b9097c3e72d6659e40ee205488352c45f121d89ccd3780e73e0b278bf2eb8cad',
};
export const LicenseList: Asked<LicenseListQuery, LicenseListQueryVariables> = {
  name: 'LicenseList',
  hash: '36e8b13aaad7dac3d2a3be17cb83b4a0b0a38c8d7f7bee41b9128425ff9ad039',
};
export const Welcome: Asked<WelcomeQuery, WelcomeQueryVariables> = {
  name: 'Welcome',
  hash: '4ef9fcae2a0fa5b025909172dca535a979deff5e1f14fa9f6fed65fef689d1c9',
};
export const Quiz: Asked<QuizQuery, QuizQueryVariables> = {
  name: 'Quiz',
  hash: '53dcc0a47dc3d4e4ca6ff68e66f9505723d2261caceb0aa2af28f9c61a0f3a63',
};
