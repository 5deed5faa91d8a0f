// Module hooks: what AppSync provides comes from the doubles, and resolvers are ES modules
// whatever package.json says.
const doubles = new Map([
  ['@aws-appsync/utils', new URL('./utils.mjs', import.meta.url).href],
  ['@aws-appsync/utils/dynamodb', new URL('./dynamodb.mjs', import.meta.url).href],
]);

export async function resolve(specifier, context, next) {
  const url = doubles.get(specifier);
  return url ? { url, shortCircuit: true } : next(specifier, context);
}

export async function load(url, context, next) {
  return next(url, url.includes('/src/resolvers/') ? { ...context, format: 'module' } : context);
}
