import './graphql/awardUnder.ts';
import './graphql/certificate.ts';
import './graphql/previewCertificateLook.ts';
import './graphql/reissueCertificate.ts';
import './graphql/revokeCertificate.ts';
import './graphql/shareCertificateName.ts';
import './graphql/transcript.ts';
