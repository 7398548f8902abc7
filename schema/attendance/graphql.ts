import './graphql/attendance.ts';
import './graphql/correctAttendance.ts';
import './graphql/doorList.ts';
import './graphql/papers.ts';
import './graphql/recordAttendance.ts';
import './graphql/session.ts';
