/** One short text in each script that the fonts have. */
export const SCRIPTS = {
  Latin: 'Qualität',
  Vietnamese: 'Nguyễn',
  Greek: 'Ζώνη',
  Polytonic: 'Ἀλήθεια',
  Cyrillic: 'Щербакова',
  Ukrainian: 'Їжачок',
};
