import './graphql/certificate.ts';
import './graphql/transcript.ts';
import './graphql/withdraw.ts';
