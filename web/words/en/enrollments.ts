export const enrollments = {
  title: 'Your learning',
};
