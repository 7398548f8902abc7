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
  LaterPageQuery,
  LaterPageQueryVariables,
  LearnQuery,
  LearnQueryVariables,
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
  WelcomeQuery,
  WelcomeQueryVariables,
} from '../shapes.ts';

export const Me: Asked<MeQuery, MeQueryVariables> = {
  name: 'Me',
  hash: 'f4e93a6de977b6009379c984f31ff7c25b1ffef3a09900b08fd2a3d1aee91643',
};
export const EnrollPage: Asked<EnrollPageQuery, EnrollPageQueryVariables> = {
  name: 'EnrollPage',
  hash: '1d44abe72ca09c1f28df812a1ab768e62a3e9787177f146c8908b095bc943407',
};
export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: 'e69ddded28a929366276af9fde82aa2085d8c6e3a0433984605b4e7a3af39a3d',
};
export const ModulePage: Asked<ModulePageQuery, ModulePageQueryVariables> = {
  name: 'ModulePage',
  hash: 'fa72531bd00b24ce5d9375379c47e9e9cb9629b8983c8a719245611256cc82dc',
};
export const Round: Asked<RoundQuery, RoundQueryVariables> = {
  name: 'Round',
  hash: '300886bb1231639db68466f6372f294cda16b2bb61e863c511d37d47076f7be6',
};
export const Statement: Asked<StatementQuery, StatementQueryVariables> = {
  name: 'Statement',
  hash: '75fba0fc66cda48f549ae75460a771ff7c018526042531b5635fefd113eae46a',
};
export const Evaluation: Asked<EvaluationQuery, EvaluationQueryVariables> = {
  name: 'Evaluation',
  hash: 'faed87105c834dfa332bc886aa06112f97d11e75be4cd33f5177e72e9ef3cba3',
};
export const LaterPage: Asked<LaterPageQuery, LaterPageQueryVariables> = {
  name: 'LaterPage',
  hash: 'a1ef6b038df34c9111dc314a2cae1e2b07f7d04dc2328d7359cf639ea5a10dc4',
};
export const JoinPage: Asked<JoinPageQuery, JoinPageQueryVariables> = {
  name: 'JoinPage',
  hash: '10f97f2d2281572803aa9a5c78c44157d3f8138dd54f1c9b6bb316228d8db306',
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
  hash: 'e78b4f4ab5242a9ec56b19c981510180148a61649d350e1f3b653bd52f81c1c7',
};
export const ClaimPage: Asked<ClaimPageQuery, ClaimPageQueryVariables> = {
  name: 'ClaimPage',
  hash: '7b3b55da7d470eec537cb12a205c396c9be440eca3cf43043c5e0f00552ca98c',
};
export const Welcome: Asked<WelcomeQuery, WelcomeQueryVariables> = {
  name: 'Welcome',
  hash: '4ef9fcae2a0fa5b025909172dca535a979deff5e1f14fa9f6fed65fef689d1c9',
};
export const Quiz: Asked<QuizQuery, QuizQueryVariables> = {
  name: 'Quiz',
  hash: '04673848cee7187f48d7a05574767db294a138ec4bb56f8782921248d173e4fb',
};
