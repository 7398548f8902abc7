import { ORGANIZER_OPERATIONS } from './organizerOperations.ts';

/** A worked example of the journey: GraphiQL shows it in a tab of its own, the demo plays it, a test holds it to the limits. */
export type ExampleOperation = { name: string; title: string; query: string; variables?: Record<string, unknown> };

const QUESTIONS = `questions {
        id position type prompt
        options { id text } lefts { id text } rights { id text }
      }`;

export const GRAPHIQL_OPERATIONS: readonly ExampleOperation[] = [
  {
    name: 'Course',
    title: 'Look at a course before you enroll',
    query: `query Course($slug: String!) {
  course(slug: $slug) {
    id title subtitle version hoursOfStudy approvalStatus notice
    review { status note }
    organization { legalName fictional }
    objectives { key text }
    contributors { role name credentials disclosure disclosedOn }
    basedOn { title author publisher note }
    studyCalculation { words lowest formulas { name minutes hours source } }
    modules { id position title minimumMinutes }
    quizzes { kind title draw passPercent attempts }
    safetyNotices { country title phone url checkedOn }
    disclosures { hash items { key title text } }
  }
}
`,
    variables: { slug: 'better-after-betrayal' },
  },
  {
    name: 'UpdateProfile',
    title: 'Say who you are: the certificate prints this name',
    query: `mutation UpdateProfile($input: UpdateProfileInput!) {
  updateProfile(input: $input) {
    ... on UpdateProfilePayload { viewer { id email profile { legalName country timeZone } } }
    ... on Error { code message }
  }
}
`,
    variables: { input: { legalName: 'Robin Example', country: 'NZ', timeZone: 'Pacific/Auckland' } },
  },
  {
    name: 'Enroll',
    title: 'Enroll, having shown the disclosures',
    query: `mutation Enroll($input: EnrollInput!) {
  enroll(input: $input) {
    ... on EnrollPayload {
      approvalStatus
      enrollment { id round purpose disclosuresHash disclosuresAcceptedAt quizzes { id kind moduleId title } }
    }
    ... on Error { code message }
    ... on DisclosuresChangedError { currentHash }
    ... on AlreadyEnrolledError { enrollmentId }
  }
}
`,
    variables: {
      input: {
        courseId: '(course.id)',
        purpose: 'CREDIT',
        acceptedDisclosuresHash: '(course.disclosures.hash)',
        adult: true,
      },
    },
  },
  {
    name: 'Dashboard',
    title: 'Your dashboard',
    query: `query Dashboard {
  viewer {
    enrollments(first: 20) {
      nodes {
        id purpose
        course { title version }
        progress { modulesCompleted modulesTotal percent secondsCounted secondsRequired }
        nextModule { id title furthestPermille }
        blockers { code message moduleId }
        certificateNumber
      }
    }
  }
}
`,
  },
  {
    name: 'ReadModules',
    title: 'Read the modules, with where to turn in a crisis',
    query: `query ReadModules($enrollmentId: ID!) {
  node(id: $enrollmentId) {
    ... on Enrollment {
      modules {
        id number title secondsCounted secondsRequired furthestPermille completedAt
        text { body transcript reflectionPrompt }
        safetyNotices { country title phone url checkedOn }
        errata { publishedOn text }
        reflection
      }
    }
  }
}
`,
    variables: { enrollmentId: '(enrollment.id)' },
  },
  {
    name: 'RecordModuleActivity',
    title: 'Count study time: START, a BEAT every 20 seconds, STOP',
    query: `mutation RecordModuleActivity($input: RecordModuleActivityInput!) {
  recordModuleActivity(input: $input) {
    ... on RecordModuleActivityPayload {
      studySession { id endedAt endReason }
      secondsCounted furthestPermille
    }
    ... on Error { code message }
  }
}
`,
    variables: {
      input: { enrollmentId: '(enrollment.id)', moduleId: '(module.id)', activity: 'START', positionPermille: 0 },
    },
  },
  {
    name: 'SaveReflection',
    title: 'Write for yourself alone',
    query: `mutation SaveReflection($input: SaveReflectionInput!) {
  saveReflection(input: $input) {
    ... on SaveReflectionPayload { enrollment { id } }
    ... on Error { code message }
  }
}
`,
    variables: { input: { enrollmentId: '(enrollment.id)', moduleId: '(module.id)', text: 'What stayed with me.' } },
  },
  {
    name: 'StartQuizAttempt',
    title: 'Begin a quiz',
    query: `mutation StartQuizAttempt($input: StartQuizAttemptInput!) {
  startQuizAttempt(input: $input) {
    ... on StartQuizAttemptPayload {
      resumed
      attempt { id dueAt questionCount
      ${QUESTIONS} }
    }
    ... on Error { code message }
    ... on CooldownError { retryAt }
    ... on AttemptsUsedError { used allowed }
  }
}
`,
    variables: { input: { enrollmentId: '(enrollment.id)', quizId: '(quiz.id)' } },
  },
  {
    name: 'SaveQuizAnswer',
    title: 'Save an answer, so that nothing is lost',
    query: `mutation SaveQuizAnswer($input: SaveQuizAnswerInput!) {
  saveQuizAnswer(input: $input) {
    ... on SaveQuizAnswerPayload { question { id savedAt answer { optionIds orderedIds pairs { leftId rightId } } } }
    ... on Error { code message }
  }
}
`,
    variables: {
      input: { attemptId: '(attempt.id)', questionId: '(question.id)', answer: { optionIds: ['(option.id)'] } },
    },
  },
  {
    name: 'SubmitQuizAttempt',
    title: 'Hand a quiz in',
    query: `mutation SubmitQuizAttempt($input: SubmitQuizAttemptInput!) {
  submitQuizAttempt(input: $input) {
    ... on SubmitQuizAttemptPayload {
      attempt {
        scorePercent passed correctCount questionCount
        questions { position review { correct rationales { optionId text } } }
      }
    }
    ... on Error { code message }
  }
}
`,
    variables: { input: { attemptId: '(attempt.id)' } },
  },
  {
    name: 'CompleteModule',
    title: 'Complete a module',
    query: `mutation CompleteModule($input: CompleteModuleInput!) {
  completeModule(input: $input) {
    ... on CompleteModulePayload { enrollment { progress { modulesCompleted modulesTotal percent } } }
    ... on Error { code message }
    ... on BlockedError { blockers { code message secondsCounted secondsRequired } }
  }
}
`,
    variables: { input: { enrollmentId: '(enrollment.id)', moduleId: '(module.id)' } },
  },
  {
    name: 'Evaluation',
    title: 'The evaluation form and the statement to sign',
    query: `query Evaluation($enrollmentId: ID!) {
  node(id: $enrollmentId) {
    ... on Enrollment {
      evaluation { title introduction items { key kind text required options } }
      attestationText { version text }
    }
  }
}
`,
    variables: { enrollmentId: '(enrollment.id)' },
  },
  {
    name: 'SubmitEvaluation',
    title: 'Hand the evaluation in, apart from your name',
    query: `mutation SubmitEvaluation($input: SubmitEvaluationInput!) {
  submitEvaluation(input: $input) {
    ... on SubmitEvaluationPayload { enrollment { evaluatedAt completedAt } }
    ... on Error { code message }
    ... on InvalidInputError { fields { path message } }
  }
}
`,
    variables: { input: { enrollmentId: '(enrollment.id)', answers: [{ itemKey: 'objective:o1', scale: 5 }] } },
  },
  {
    name: 'SignAttestation',
    title: 'Sign that the work was yours',
    query: `mutation SignAttestation($input: SignAttestationInput!) {
  signAttestation(input: $input) {
    ... on SignAttestationPayload { enrollment { attestedAt blockers { code message } } }
    ... on Error { code message }
    ... on TextChangedError { currentVersion }
  }
}
`,
    variables: { input: { enrollmentId: '(enrollment.id)', textVersion: '1', typedName: 'Robin Example' } },
  },
  {
    name: 'ClaimCredit',
    title: 'Claim the certificate',
    query: `mutation ClaimCredit($input: ClaimCreditInput!) {
  claimCredit(input: $input) {
    ... on ClaimCreditPayload {
      certificate {
        id number status specimen courseTitle courseVersion hoursOfStudy completedOn issuedAt
        organization printedName statements verifyUrl pdfUrl
        printed {
          courseSlug contentHash language format level timeZone objectives passPercent
          contributors { role name credentials }
          organizationAddress organizationWebsite organizationEmail
          signatory { name title }
        }
      }
    }
    ... on Error { code message }
    ... on BlockedError { blockers { code message moduleId secondsCounted secondsRequired attemptsUsed attemptsAllowed } }
  }
}
`,
    variables: { input: { enrollmentId: '(enrollment.id)', printedName: 'Robin Example' } },
  },
  {
    name: 'VerifyCertificate',
    title: 'Check a certificate, signed in or not',
    query: `query VerifyCertificate($number: String!) {
  verifyCertificate(number: $number) {
    status courseTitle hoursOfStudy completedOn organization name statements
    revocation { reason at }
  }
}
`,
    variables: { number: '(certificate.number)' },
  },
  {
    name: 'Transcript',
    title: 'Your transcript',
    query: `query Transcript {
  viewer {
    profile { legalName }
    transcript {
      totalHours count
      entries { certificateNumber title version organization completedOn hoursOfStudy specimen }
    }
  }
}
`,
  },
  ...ORGANIZER_OPERATIONS,
];
