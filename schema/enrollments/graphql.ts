import './graphql/enroll.ts';
import './graphql/finish.ts';
import './graphql/study.ts';
