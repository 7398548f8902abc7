import type { ClaimPageQuery, WalletCertificateQuery } from '../graphql/generated.ts';

/** The enrollment of the page of a claim. */
export type Round = Extract<NonNullable<ClaimPageQuery['node']>, { __typename: 'Enrollment' }>;
export type Licenses = NonNullable<ClaimPageQuery['viewer']>['licenses'];

/** The certificate of its page. */
export type Held = NonNullable<NonNullable<WalletCertificateQuery['viewer']>['certificate']>;
