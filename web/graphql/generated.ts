// Made by web/graphql/generate.ts from schema.graphql and the pages' documents: npm run schema
import type { Asked } from '../ask.ts';

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Why someone takes a course. */
export type EnrollmentPurpose =
  /** To show a board or an employer: the post-test and the evaluation are required. */
  | 'CREDIT'
  /** For personal growth: only the content is required. */
  | 'PERSONAL';

export type LearnQueryVariables = Exact<{ [key: string]: never; }>;


export type LearnQuery = { viewer: { id: string, enrollments: { nodes: Array<{ __typename: 'Enrollment', id: string, purpose: EnrollmentPurpose, round: number, enrolledAt: string, claimedAt: string | null, withdrawnAt: string | null, certificateNumber: string | null, course: { title: string }, progress: { percent: number, modulesCompleted: number, modulesTotal: number, secondsCounted: number, secondsRequired: number }, nextModule: { id: string, number: number, title: string } | null }> } } | null };

export const Learn: Asked<LearnQuery, LearnQueryVariables> = {
  name: 'Learn',
  hash: 'b4d9c70c365dedc4cd6220071ba3e42390ecfdc559b9209fa1d0d61dd3405e33',
};
