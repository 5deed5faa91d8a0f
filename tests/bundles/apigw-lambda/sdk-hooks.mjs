// Handlers import the SDK that comes with the Lambda runtime; here they get the table in memory.
const DOUBLE = new URL("./sdk-double.mjs", import.meta.url).href;

export async function resolve(specifier, context, next) {
  return specifier.startsWith("@aws-sdk/") ? { url: DOUBLE, shortCircuit: true } : next(specifier, context);
}
