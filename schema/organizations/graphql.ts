import './graphql/certificateLook.ts';
import './graphql/membership.ts';
import './graphql/organization.ts';
import './graphql/updateCertificateLook.ts';
