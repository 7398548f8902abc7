/** What the pages of the server say. */
export const words = {
  skip: 'Skip to the text',
  leave: 'Leave this page',
  safety: 'Reading safely',
  check: 'Check a certificate',
  bar: { courses: 'Courses', events: 'Events', verify: 'Check a certificate', learn: 'Your learning' },
  home: {
    title: 'Attune',
    eyebrow: 'Continuing education',
    heading: 'Courses on trust and repair',
    lead: 'For therapists who earn credit, and for anyone who reads for themselves. Reading is free and at your own pace.',
    courses: 'Courses',
    noCourses: 'No course is published here yet.',
    events: 'Live events',
    allEvents: 'All events',
    from: (organization: string) => `From ${organization}`,
    hours: (hours: string) => `${hours} ${hours === '1.00' ? 'hour' : 'hours'} of study`,
    free: 'Free',
    look: 'See the course',
    verify: 'Somebody showed you a certificate? Check it by its number or by its file.',
    developers: 'For developers',
    developersText: 'Everything on these pages is one GraphQL API.',
  },
  formats: {
    SELF_PACED_READING: 'Reading at your own pace',
    LIVE_ONLINE: 'Live, online',
    LIVE_IN_PERSON: 'Live, in person',
  } as Record<string, string>,
  levels: { INTRODUCTORY: 'Introductory', INTERMEDIATE: 'Intermediate', ADVANCED: 'Advanced' } as Record<
    string,
    string
  >,
};
