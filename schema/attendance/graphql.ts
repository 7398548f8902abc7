import './graphql/attendance.ts';
import './graphql/correctAttendance.ts';
import './graphql/decideReportRow.ts';
import './graphql/doorList.ts';
import './graphql/importReport.ts';
import './graphql/recordAttendance.ts';
import './graphql/report.ts';
import './graphql/session.ts';
