// The chat API, and what may go wrong with it.

import { CONNECTING, UNUSABLE } from "./wording.js";

// The server tells within 4 s that an answer takes longer: this is a dead connection.
const PATIENCE_MS = 15000;
const NO_ANSWER = 0;

/** An answer of the API that is an error, or none at all. */
export class ApiError extends Error {
  /**
   * @param {number} status HTTP status; 0 if no whole answer came.
   * @param {string} message What the worker is told.
   * @param {number} retryAfter Seconds to wait; 0 if the server does not say.
   */
  constructor(status, message, retryAfter) {
    super(message);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request may succeed later. */
  get passing() {
    return [NO_ANSWER, 401, 408, 429].includes(this.status) || this.status >= 500;
  }
}

/**
 * Reach the API.
 *
 * @param {string} base URL of the server's root.
 */
export function openApi(base) {
  const call = (method, path, token, body) =>
    request(new URL(`api/chat/${path}`, base), method, token, body);
  return {
    session: (old) => call("POST", "session", null, old ? { token: old } : {}),
    send: (token, message) => call("POST", "messages", token, message),
    history: (token, after) => call("GET", `messages?after=${after}`, token),
    rate: (token, feedback) => call("POST", "feedback", token, feedback),
  };
}

async function request(url, method, token, body) {
  const headers = {};
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body) headers["Content-Type"] = "application/json";
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), PATIENCE_MS);
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body && JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
      signal: abort.signal,
    });
    if (!response.ok) throw await errorOf(response);
    return response.status === 204 ? null : await response.json();
  } catch (error) {
    // Refused, cut off, or only half of the JSON came.
    throw error instanceof ApiError ? error : new ApiError(NO_ANSWER, CONNECTING, 0);
  } finally {
    clearTimeout(timer);
  }
}

async function errorOf(response) {
  const told = await response.json().catch(() => null);
  const known = told && told.error && typeof told.error.message === "string";
  const wait = Number(response.headers.get("Retry-After"));
  return new ApiError(
    response.status,
    known ? told.error.message : UNUSABLE,
    wait > 0 ? wait : 0
  );
}
