// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../../ask.ts';
import type {
  CareDataPageQuery,
  CareDataPageQueryVariables,
  CareFormPageQuery,
  CareFormPageQueryVariables,
  CarePlanPageQuery,
  CarePlanPageQueryVariables,
  SharedPlanPageQuery,
  SharedPlanPageQueryVariables,
} from '../shapes.ts';

export const CareDataPage: Asked<CareDataPageQuery, CareDataPageQueryVariables> = {
  name: 'CareDataPage',
  hash: '1fec2fe22a05fbf223a201104c459c32a70b6549e24ccf81b66ff6febedaa28d',
};
export const CareFormPage: Asked<CareFormPageQuery, CareFormPageQueryVariables> = {
  name: 'CareFormPage',
  hash: 'e2c619c673f15366a5bd0722ddca74d9a985a555f4303d1b924c2f682a18c23e',
};
export const CarePlanPage: Asked<CarePlanPageQuery, CarePlanPageQueryVariables> = {
  name: 'CarePlanPage',
  hash: 'd635e2c36b9faf1d0fad0152d984d7398b976357f594589f89cec0324417951a',
};
export const SharedPlanPage: Asked<SharedPlanPageQuery, SharedPlanPageQueryVariables> = {
  name: 'SharedPlanPage',
  hash: '653e35a13917158ca34dfcf1108eb65fd32de32ff295c2a02d5ecba61d0404a8',
};
