import './graphql/claimCredit.ts';
import './graphql/offer.ts';
import './graphql/completeModule.ts';
import './graphql/enroll.ts';
import './graphql/recordModuleActivity.ts';
import './graphql/saveReflection.ts';
import './graphql/signAttestation.ts';
import './graphql/withdrawEnrollment.ts';
