import { HttpError } from "./http.mjs";

const DEFAULT_LIMIT = 20;
const HIGHEST_LIMIT = 100;

/** How many items a page holds. Bounded, so that one request cannot read the whole table. */
export function limitOf(event) {
  const text = event.queryStringParameters?.limit ?? String(DEFAULT_LIMIT);
  const limit = Number(text);
  if (!/^[0-9]{1,3}$/.test(text) || limit < 1 || limit > HIGHEST_LIMIT) {
    throw new HttpError(400, `limit must be a number from 1 to ${HIGHEST_LIMIT}`);
  }
  return limit;
}

/**
 * Where the page starts. A cursor holds no owner: it is taken from the caller,
 * so a cursor of somebody else opens nothing.
 */
export function startKeyOf(event, userId) {
  const cursor = event.queryStringParameters?.cursor;
  if (!cursor) {
    return undefined;
  }
  const [createdAt, id] = decode(cursor);
  if (typeof createdAt !== "string" || typeof id !== "string") {
    throw new HttpError(400, "cursor is not one that this API gave out");
  }
  return { userId, createdAt, id };
}

export function cursorFrom(lastKey) {
  if (!lastKey) {
    return undefined;
  }
  return Buffer.from(JSON.stringify([lastKey.createdAt, lastKey.id])).toString("base64url");
}

function decode(cursor) {
  try {
    const value = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
