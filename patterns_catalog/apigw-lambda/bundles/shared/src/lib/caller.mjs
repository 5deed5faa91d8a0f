import { HttpError } from "./http.mjs";

/**
 * Who owns what this request touches: the user of a verified ID token, or the client of an API key.
 * Both come from API Gateway; nothing the caller can write in the request is trusted.
 */
export function callerOf(event) {
  const { authorizer, identity } = event.requestContext;
  const caller = authorizer?.claims?.sub ?? identity?.apiKeyId;
  if (!caller) {
    throw new HttpError(401, "Sign in first");
  }
  return caller;
}
