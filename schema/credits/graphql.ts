import './graphql/creditTranscript.ts';
import './graphql/addReportedCertificate.ts';
import './graphql/updateReportedCertificate.ts';
import './graphql/removeReportedCertificate.ts';
import './graphql/createTranscriptLink.ts';
import './graphql/revokeTranscriptLink.ts';
import './graphql/grantException.ts';
import './graphql/updateLicense.ts';
