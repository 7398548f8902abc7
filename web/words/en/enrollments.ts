export default {
  title: 'Your learning',
};
