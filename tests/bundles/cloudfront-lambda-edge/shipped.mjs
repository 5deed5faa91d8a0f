// The edge functions exactly as template.yaml ships them: their configuration with values filled in, then their code.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const template = readFileSync(
  new URL('../../../patterns_catalog/cloudfront-lambda-edge/bundles/cloudformation/template.yaml', import.meta.url),
  'utf8',
).split('\n');

const indentOf = (line) => line.length - line.trimStart().length;

// The literal block (|) that starts after line `from` with the given opening.
function block(from, opening) {
  const start = template.findIndex((line, index) => index > from && opening.test(line)) + 1;
  const indent = indentOf(template[start]);
  const length = template.slice(start).findIndex((line) => line !== '' && indentOf(line) < indent);
  const text = template.slice(start, start + length).map((line) => line.slice(indent)).join('\n');
  return { text: `${text.trimEnd()}\n`, end: start + length };
}

export function source(resource, values) {
  const join = template.findIndex((line, index) => line.trim() === 'InlineCode: !Join' && index > template.indexOf(`  ${resource}:`));
  const configuration = block(join, /^\s+(- - !Sub \||- \|)$/);
  const code = block(configuration.end - 1, /^ {10}- \|$/);
  const filled = configuration.text.replace(/\$\{([^}]+)\}/g, (_, name) => {
    if (!(name in values)) throw new Error(`the template uses ${name}, the test has no value for it`);
    return values[name];
  });
  return `${filled}\n${code.text}`;
}

export const DEFAULTS = {
  'AWS::StackName': 'my-edge',
  EdgeRuntime: 'nodejs24.x',
  RequireAuth: 'true',
  Issuer: 'https://issuer.example.com/pool-1',
  Audience: 'client-1',
  JwksUri: '',
  SignInUrl: '',
  TokenCookie: 'id_token',
  PublicPaths: '/public/*,/robots.txt',
  ExperimentName: 'exp-1',
  VariantBShare: '50',
  OriginDomainName: '',
  ForwardUser: 'false',
};

// A fresh execution environment: module state (the cached keys) starts empty. `world` replaces fetch and the clock.
export function load(resource, values = {}, world = {}) {
  const exports = {};
  const quiet = { error() {}, log() {} };
  const surroundings = { exports, require: createRequire(import.meta.url), console: quiet, ...world };
  const code = source(resource, { ...DEFAULTS, ...values });
  new Function(...Object.keys(surroundings), code)(...Object.values(surroundings));
  return exports.handler;
}

export const headersOf = (object) =>
  Object.fromEntries(Object.entries(object.headers ?? {}).map(([name, list]) => [name, list.map(({ value }) => value)]));
