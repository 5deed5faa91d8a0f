// Handlers import the SDK that comes with the Lambda runtime; here they get the table in memory.
const DOUBLE = new URL("./sdk-double.mjs", import.meta.url).href;

export async function resolve(specifier, context, next) {
  const isSdk = specifier.startsWith("@aws-sdk/");
  return isSdk ? { url: DOUBLE, shortCircuit: true } : next(specifier, context);
}
