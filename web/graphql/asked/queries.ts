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
  hash: 'cd54025419b2a76fe2ccdd6cbd1d686f9abdabb1f0671c07e9ca412817a6d11a',
};
export const Round: Asked<RoundQuery, RoundQueryVariables> = {
  name: 'Round',
  hash: '72c2f2444641981a1243eac5f1003fbb5524e8ef97f573ee41708c8126e7efa0',
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
  hash: '7fc5566a44e391ad1b3ca14da0f5c7d4a7a5cd0e649b3a71c9e5d3c1468c82db',
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
  hash: '560b491f3a4f17652e7efb5da9a62888ee66a831db8285ce2bba713a1de21b8b',
};
