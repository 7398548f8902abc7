import './graphql/auditLog.ts';
import './graphql/certificate.ts';
import './graphql/roster.ts';
