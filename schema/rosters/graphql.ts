import './graphql/auditLog.ts';
import './graphql/certificate.ts';
import './graphql/certificates.ts';
import './graphql/recordedCourse.ts';
import './graphql/recordedStudy.ts';
import './graphql/roster.ts';
