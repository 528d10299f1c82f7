// The public GraphQL API, as any other client speaks it.

const endpoint = new URL('../graphql', document.baseURI);
/** Milliseconds after which an answer is not waited for any longer: the batch is sent again. */
const PATIENCE = 60_000;

/** Why a call brought nothing. */
export class CallFault extends Error {
  /** kind: 'away' (no answer of the server), 'busy', 'signedOut', 'large', 'refused'. */
  constructor(kind, message, { retryAfter, code } = {}) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
    this.code = code;
  }
}

function ofStatus(answer) {
  const seconds = Number.parseInt(answer.headers.get('retry-after') ?? '', 10);
  const retryAfter = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  if (answer.status === 401) return new CallFault('signedOut', '401');
  if (answer.status === 413) return new CallFault('large', '413');
  if (answer.status === 429 || answer.status === 503) {
    return new CallFault('busy', `${answer.status}`, { retryAfter });
  }
  return null;
}

function ofErrors(errors) {
  const code = errors[0]?.extensions?.code;
  const message = errors[0]?.message ?? '';
  const seconds = errors[0]?.extensions?.retryAfter;
  const retryAfter = Number.isFinite(seconds) ? seconds * 1000 : undefined;
  const kinds = {
    UNAUTHENTICATED: 'signedOut',
    SERVICE_UNAVAILABLE: 'busy',
    RATE_LIMITED: 'busy',
    INTERNAL_SERVER_ERROR: 'away',
  };
  return new CallFault(kinds[code] ?? 'refused', message, { code, retryAfter });
}

/** Asks a query, without a token too; throws CallFault. What isn't an answer of GraphQL (a hotel's page) is no answer. */
export async function ask(token, language, query, variables = {}) {
  let answer;
  let body;
  try {
    answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        accept: 'application/graphql-response+json',
        'accept-language': language,
        ...(token && { authorization: `Bearer ${token}` }),
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query, variables }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const fault = ofStatus(answer);
    if (fault) throw fault;
    body = await answer.json();
  } catch (error) {
    throw error instanceof CallFault ? error : new CallFault('away', String(error));
  }
  if (body?.data && !body.errors) return body.data;
  if (Array.isArray(body?.errors) && body.errors.length) throw ofErrors(body.errors);
  throw new CallFault('away', 'not an answer of the server');
}

// Texts come in both languages, so that the phone can change between them without a network.
const NOTICE = `consentNotice {
  version
  titleVi: title(language: VI) titleEn: title(language: EN)
  textVi: text(language: VI) textEn: text(language: EN)
}`;

const FORM = `questionnaire {
  titleVi: title(language: VI) titleEn: title(language: EN)
  items {
    code required
    labelVi: label(language: VI) labelEn: label(language: EN)
    options { code labelVi: label(language: VI) labelEn: label(language: EN) }
  }
}`;

const ASSIGNED = `query SurveyAppDownload {
  viewer { name }
  assignedSurveys {
    id kind state opensAt closesAt
    candidacy { area { name } }
    limits { responses textCharacters }
    ${NOTICE}
    hamlets { assigned hamlet { code name } }
    byHamlet { hamlet { code } coverage { households responded } }
    ${FORM}
  }
}`;

const SUBMIT = `mutation SurveyAppSubmit($input: SubmitResponsesInput!) {
  submitResponses(input: $input) {
    receipts { id status code message kept retry }
    userErrors { message }
  }
}`;

/** Who the token speaks for, and everything that is needed without a network. */
export async function download(token, language) {
  const { viewer, assignedSurveys } = await ask(token, language, ASSIGNED);
  if (!viewer) throw new CallFault('signedOut', 'no account');
  return { account: viewer.name, surveys: assignedSurveys ?? [] };
}

/** Sends a batch; the receipts by id. */
export async function submit(token, language, input) {
  const { submitResponses: taken } = await ask(token, language, SUBMIT, { input });
  if (!taken || taken.userErrors.length) {
    throw new CallFault('refused', taken?.userErrors[0]?.message ?? '');
  }
  return new Map(taken.receipts.map((receipt) => [receipt.id, receipt]));
}

const OPEN_INVITATION = `mutation SurveyAppOpenInvitation($input: OpenInvitationInput!) {
  openInvitation(input: $input) {
    invitation {
      areaName hamletName closesAt
      limits { textCharacters }
      ${NOTICE}
      ${FORM}
    }
    userErrors { code message }
  }
}`;

const ANSWER_INVITATION = `mutation SurveyAppAnswerInvitation($input: AnswerInvitationInput!) {
  answerInvitation(input: $input) {
    receipt { status message kept retry }
    userErrors { code message }
  }
}`;

/** What the code of an invitation is for. */
export async function openInvitation(language, code) {
  const { openInvitation: opened } = await ask(null, language, OPEN_INVITATION, { input: { code } });
  return opened;
}

/** Gives a household's own answer. */
export async function answerInvitation(language, input) {
  const { answerInvitation: taken } = await ask(null, language, ANSWER_INVITATION, { input });
  return taken;
}

/** All that this app asks, for servers that run nothing but trusted documents. */
export const DOCUMENTS = [ASSIGNED, SUBMIT, OPEN_INVITATION, ANSWER_INVITATION];
