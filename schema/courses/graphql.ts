import './graphql/course.ts';
