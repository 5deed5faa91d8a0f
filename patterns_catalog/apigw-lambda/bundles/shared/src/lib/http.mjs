/** An answer that is not a success, thrown from anywhere below a handler. */
export class HttpError extends Error {
  constructor(statusCode, message) {
    super(message);
    this.statusCode = statusCode;
  }
}

// The same 404 for an item that does not exist and for one of somebody else:
// a caller must not learn which identifiers are taken.
export const notFound = () => new HttpError(404, "There is no such item");

export function respond(statusCode, body) {
  return {
    statusCode,
    headers: {
      // With a proxy integration API Gateway adds no header of its own, so the function must.
      "Access-Control-Allow-Origin": process.env.ALLOWED_ORIGIN,
      "Cache-Control": "no-store",
      "Content-Type": "application/json",
      "X-Content-Type-Options": "nosniff",
    },
    body: body === undefined ? "" : JSON.stringify(body),
  };
}

/** Wraps a handler so that every outcome is an answer with headers, never an unhandled error. */
export function handling(work) {
  return async (event) => {
    try {
      return await work(event);
    } catch (error) {
      if (error instanceof HttpError) {
        return respond(error.statusCode, { message: error.message });
      }
      // The details go to the log; the caller gets an identifier to quote.
      const requestId = event.requestContext?.requestId;
      console.error({ requestId, error: error.name, message: error.message, stack: error.stack });
      return respond(500, { message: "The request failed", requestId });
    }
  };
}
