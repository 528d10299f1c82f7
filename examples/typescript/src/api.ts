// One typed request to the API: the data, or an error with its code.
import type { TypedDocumentString } from './gql/graphql.js';

/** Where the server is and for whom to ask. */
export interface Api {
  readonly url: string;
  readonly token: string | undefined;
  readonly language: 'vi' | 'en';
}

/** An entry of an answer's `errors`. */
export interface ApiFault {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly reference?: string };
}

/** A call that the server answered with errors; the codes are listed in docs/api/errors.md. */
export class ApiError extends Error {
  readonly status: number;
  readonly faults: readonly ApiFault[];

  constructor(status: number, faults: readonly ApiFault[]) {
    super(faults.map((fault) => fault.message).join('; '));
    this.name = 'ApiError';
    this.status = status;
    this.faults = faults;
  }

  /** Whether one of the errors has this code. */
  has(code: string): boolean {
    return this.faults.some((fault) => fault.extensions.code === code);
  }
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly ApiFault[];
}

/** Runs one operation and returns its data; any error of the answer is thrown as an {@link ApiError}. */
export async function execute<Data, Variables>(
  api: Api,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const headers: Record<string, string> = {
    accept: 'application/graphql-response+json',
    'accept-language': api.language,
    'content-type': 'application/json',
  };
  if (api.token !== undefined) headers['authorization'] = `Bearer ${api.token}`;
  const response = await fetch(new URL('/graphql', api.url), {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const answer = (await response.json()) as Answer<Data>;
  if (answer.errors !== undefined) throw new ApiError(response.status, answer.errors);
  if (answer.data === undefined || answer.data === null) throw new ApiError(response.status, []);
  return answer.data;
}
