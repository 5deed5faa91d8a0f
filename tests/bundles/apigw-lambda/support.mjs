import { register } from "node:module";

register("./sdk-hooks.mjs", import.meta.url);

process.env.TABLE_NAME = "items";
process.env.OWNER_INDEX = "UserIdIndex";
process.env.ALLOWED_ORIGIN = "https://app.example";

const SHIPPED = new URL(
  "../../../patterns_catalog/apigw-lambda/bundles/shared/src/handlers/",
  import.meta.url,
);

const load = async (name) => (await import(new URL(`${name}.mjs`, SHIPPED).href)).handler;

export const handlers = {
  listItems: await load("listItems"),
  getItem: await load("getItem"),
  createItem: await load("createItem"),
  updateItem: await load("updateItem"),
  deleteItem: await load("deleteItem"),
};

export const { table } = await import("./sdk-double.mjs");

export const ID = "11111111-2222-3333-4444-555555555555";

export const stored = (overrides = {}) => ({
  id: ID,
  userId: "alice",
  name: "Lamp",
  description: "Blue",
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  ...overrides,
});

/** An event as API Gateway sends it to a proxy integration, as far as the handlers read it. */
export const request = ({ user = "alice", id, body, query, headers } = {}) => ({
  headers: headers ?? {},
  pathParameters: id ? { id } : null,
  queryStringParameters: query ?? null,
  body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
  requestContext: {
    requestId: "request-1",
    authorizer: user ? { claims: { sub: user } } : undefined,
    identity: { sourceIp: "192.0.2.1" },
  },
});

/** Calls a handler and returns its status, headers and parsed body. */
export async function call(name, options) {
  const event = options?.requestContext ? options : request(options);
  const { statusCode, headers, body } = await handlers[name](event);
  return { statusCode, headers, body: body === "" ? undefined : JSON.parse(body) };
}
