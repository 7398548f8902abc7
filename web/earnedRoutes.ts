import * as documents from './graphql/generated.ts';
import { type Route, route } from './route.ts';

/** What somebody earned, and the licenses that it counts for. Titles and addresses name no course. */
export const earnedRoutes: readonly Route[] = [
  route('/wallet', documents.Wallet, ['issuance'], () => import('./issuance/wallet.tsx')),
  route('/wallet/:certificate', documents.WalletCertificate, ['issuance'], () => import('./issuance/certificate.tsx')),
  route('/transcript', documents.Transcripts, ['credits', 'licenses'], () => import('./credits/transcripts.tsx')),
  route('/licenses', documents.LicenseList, ['licenses'], () => import('./licenses/licenses.tsx')),
  route('/taught/:intensive', documents.TaughtPage, ['reports', 'enroll'], () => import('./enrollments/taught.tsx')),
];
