import { createHash, randomUUID } from "node:crypto";
import { HttpError, notFound } from "./http.mjs";

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,128}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LONGEST = { name: 200, description: 2000 };

/** The identifier in the path. Anything that was never given out is answered as not found. */
export function itemIdOf(event) {
  const id = event.pathParameters?.id ?? "";
  if (!UUID.test(id)) {
    throw notFound();
  }
  return id;
}

/**
 * A new identifier. With the header Idempotency-Key it follows from caller and key, so a client that
 * got no answer may send the request again without making a second item.
 */
export function newItemId(event, userId) {
  const key = headerOf(event, "idempotency-key");
  if (key === undefined) {
    return randomUUID();
  }
  if (!IDEMPOTENCY_KEY.test(key)) {
    throw new HttpError(400, "Idempotency-Key must be 1 to 128 printable characters without spaces");
  }
  const hex = createHash("sha256").update(`${userId} ${key}`).digest("hex");
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The fields a caller may set, checked. Throws a 400 that names the first problem. */
export function fieldsOf(event) {
  const body = parse(event.body);
  const surplus = Object.keys(body).find((key) => !Object.hasOwn(LONGEST, key));
  if (surplus !== undefined) {
    throw new HttpError(400, `${surplus} is not a field (name and description are)`);
  }
  if (typeof body.name !== "string" || body.name.trim() === "") {
    throw new HttpError(400, "name must be a text that is not empty");
  }
  if (body.description !== undefined && typeof body.description !== "string") {
    throw new HttpError(400, "description must be a text");
  }
  for (const [key, longest] of Object.entries(LONGEST)) {
    if ((body[key]?.length ?? 0) > longest) {
      throw new HttpError(400, `${key} may have at most ${longest} characters`);
    }
  }
  return { name: body.name.trim(), description: body.description ?? "" };
}

/** A stored item as callers see it: without its owner, which is always themselves. */
export function publicView({ id, name, description, createdAt, updatedAt }) {
  return { id, name, description, createdAt, updatedAt };
}

// API Gateway passes names of headers on as the client wrote them.
function headerOf(event, wanted) {
  const name = Object.keys(event.headers ?? {}).find((name) => name.toLowerCase() === wanted);
  return event.headers?.[name];
}

function parse(text) {
  let body;
  try {
    body = JSON.parse(text);
  } catch {
    throw new HttpError(400, "The body is not valid JSON");
  }
  if (body === null || typeof body !== "object" || Array.isArray(body)) {
    throw new HttpError(400, "The body must be a JSON object");
  }
  return body;
}
