export interface FieldProblem {
  field: string;
  detail: string;
}

/** What the server answered instead of the thing asked for (RFC 9457). Status 0: it did not answer at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
  ) {
    super(detail || title);
    this.name = 'Problem';
  }
}

/** Reads a problem out of an answer's text, which may be anything when a proxy stands in between. */
export function problemOf(status: number, text: string): Problem {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // not JSON: the status has to speak for itself
  }
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const errors = Array.isArray(fields.errors)
    ? fields.errors.filter(
        (e): e is FieldProblem => typeof e?.field === 'string' && typeof e?.detail === 'string',
      )
    : [];
  const title = typeof fields.title === 'string' ? fields.title : `The server answered ${status}`;
  const detail = typeof fields.detail === 'string' ? fields.detail : '';
  return new Problem(status, title, detail, errors);
}

export const unreachable = () =>
  new Problem(0, 'The server cannot be reached', 'Check the connection; this page tries again by itself.');

type Query = Record<string, string | number | null | undefined>;

export function address(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  return `/api/v1${path}${given.length > 0 ? `?${search}` : ''}`;
}

export function csrfToken(cookies: string = document.cookie): string | null {
  const found = cookies.split('; ').find((cookie) => cookie.startsWith('XSRF-TOKEN='));
  return found ? decodeURIComponent(found.slice('XSRF-TOKEN='.length)) : null;
}

/** Any read sets the cookie; before the first write there may have been none. */
export async function ensureCsrfToken(): Promise<string> {
  if (csrfToken() === null) {
    await fetch(address('/session'), { credentials: 'same-origin' }).catch(() => undefined);
  }
  return csrfToken() ?? '';
}

async function call(method: string, url: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (method !== 'GET') {
    headers['X-XSRF-TOKEN'] = await ensureCsrfToken();
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  if (method === 'POST') {
    headers['Idempotency-Key'] = newKey();
  }
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw unreachable();
  }
  if (!response.ok) {
    throw problemOf(response.status, await response.text());
  }
  return response;
}

/** 128 random bits. `crypto.randomUUID` is missing on plain http, where a first run may well be looked at. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const response = await call('GET', address(path, query), undefined, signal);
  return (await response.json()) as T;
}

export async function post<T>(path: string, body?: unknown): Promise<T> {
  const response = await call('POST', address(path), body);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

export async function remove(path: string): Promise<void> {
  await call('DELETE', address(path));
}

/** What became of a file that was sent. Not fresh: it was there already, and nothing changed. */
export interface Uploaded<T> {
  answer: T;
  fresh: boolean;
}

/** Sends a file as the request's bytes. `fetch` cannot tell how much has left, XMLHttpRequest can. */
export async function upload<T>(path: string, query: Query, file: File, onShare: (share: number) => void): Promise<Uploaded<T>> {
  const token = await ensureCsrfToken();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(path, query));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('X-XSRF-TOKEN', token);
    request.setRequestHeader('Idempotency-Key', newKey());
    request.upload.onprogress = (event) => onShare(event.total > 0 ? event.loaded / event.total : 0);
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve({ answer: JSON.parse(request.responseText) as T, fresh: request.status !== 200 });
      } else {
        reject(problemOf(request.status, request.responseText));
      }
    };
    request.send(file);
  });
}
