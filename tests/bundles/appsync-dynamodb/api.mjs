// Calls the shipped resolvers the way AppSync does: request, data source, response.
import { register } from 'node:module';
import { readFileSync } from 'node:fs';

register('./double/hook.mjs', import.meta.url);

const bundles = new URL('../../../patterns_catalog/appsync-dynamodb/bundles/', import.meta.url);
const { Table } = await import('./double/table.mjs');
export const { subscriptionFilters } = await import('./double/utils.mjs');

export const shipped = (path) => readFileSync(new URL(path, bundles), 'utf8');
export const resolver = (name) =>
  import(new URL(`shared/src/resolvers/${name}.js`, bundles).href);

export const signedIn = (sub) => ({ sub, username: sub });
export const withApiKey = null; // AppSync gives no identity to a caller with an API key

export class Api {
  table = new Table();

  async call(name, identity, args = {}, source = (request) => this.table.run(request)) {
    const { request, response } = await resolver(name);
    const context = { args, arguments: args, identity };
    return response({ ...context, ...source(request(context)) });
  }
}
