// The CloudFormation template carries copies of the files under src/: nothing has to be uploaded.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shipped } from './api.mjs';

const TEMPLATE = shipped('cloudformation/template.yaml');
const SCHEMA = shipped('shared/src/schema.graphql');
const RESOLVERS = {
  getItem: 'getItem',
  listItems: 'listItems',
  listPublicItems: 'listPublicItems',
  summarizeItems: 'summarizeItems',
  createItem: 'createItem',
  updateItem: 'updateItem',
  deleteItem: 'deleteItem',
  onCreateItem: 'onItemChange',
  onUpdateItem: 'onItemChange',
  onDeleteItem: 'onItemChange',
};

const capitalized = (word) => word[0].toUpperCase() + word.slice(1);

function resource(logicalId) {
  const from = TEMPLATE.indexOf(`\n  ${logicalId}:\n    Type:`);
  assert.notEqual(from, -1, `no resource ${logicalId}`);
  const rest = TEMPLATE.slice(from + 1);
  const end = rest.search(/\n {0,2}[^ \n]/);
  return rest.slice(0, end === -1 ? undefined : end + 1);
}

// The text of the block scalar (`key: |`) that opens first after `opening`.
function blockScalar(text, opening) {
  const lines = text.slice(text.indexOf(opening)).split('\n').slice(1);
  const indent = lines[0].search(/\S/);
  const end = lines.findIndex((line) => line.trim() && line.search(/\S/) < indent);
  const block = lines.slice(0, end === -1 ? undefined : end).map((line) => line.slice(indent));
  return `${block.join('\n').trimEnd()}\n`;
}

function fieldsOf(type) {
  const [, body] = SCHEMA.match(new RegExp(`type ${type} \\{([^}]*)\\}`));
  return [...body.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name);
}

describe('every field of the schema', () => {
  for (const type of ['Query', 'Mutation', 'Subscription']) {
    for (const field of fieldsOf(type)) {
      const text = () => resource(`${capitalized(field)}Resolver`);

      test(`${type}.${field} has a resolver that waits for the schema`, () => {
        assert.match(text(), /\n {4}DependsOn: GraphQLSchema\n/);
        assert.match(text(), new RegExp(`TypeName: ${type}\\n {6}FieldName: ${field}\\n`));
        assert.match(text(), /Runtime: \{Name: APPSYNC_JS, RuntimeVersion: 1\.0\.0\}/);
      });

      test(`${type}.${field} runs the shipped code`, () => {
        const code = shipped(`shared/src/resolvers/${RESOLVERS[field]}.js`);
        assert.equal(blockScalar(text(), 'Code: |'), code);
        assert.ok(Buffer.byteLength(code) <= 32_768, 'AppSync takes 32,768 characters of code');
      });
    }
  }

  test('is known to this test', () => {
    const fields = ['Query', 'Mutation', 'Subscription'].flatMap(fieldsOf);
    assert.deepEqual(fields, Object.keys(RESOLVERS));
  });
});

describe('the schema in the template', () => {
  const schemaResource = resource('GraphQLSchema');
  const definition = blockScalar(schemaResource, '- |');
  const TEXT = '"((?:[^"\\\\]|\\\\.)*)"';

  // What `name: !If [condition, on, off]` puts into the gap called `name`.
  function choice(name) {
    const pattern = new RegExp(`\\b${name}: !If[^"]*${TEXT}[^"]*${TEXT}`);
    const [on, off] = schemaResource.match(pattern).slice(1);
    return { on: JSON.parse(`"${on}"`), off: JSON.parse(`"${off}"`) };
  }
  const filled = (side) => definition.replace(/\$\{(\w+)\}/g, (_, name) => choice(name)[side]);

  test('with every option on is the shipped schema', () => {
    assert.equal(filled('on'), SCHEMA);
  });

  test('with every option off names neither an API key, the summary nor subscriptions', () => {
    assert.doesNotMatch(filled('off'), /@aws_api_key|@aws_iam|@aws_cognito_user_pools|summarizeItems|Subscription/);
  });

  test('with every option off is what Terraform makes of the shipped schema', () => {
    const cuts = [...shipped('terraform/api.tf').matchAll(/replace\([\w.]+, "\/(.*?)\/", ""\)/g)];
    const stripped = cuts.reduce(
      (text, [, pattern]) => text.replace(new RegExp(JSON.parse(`"${pattern}"`), 'g'), ''),
      SCHEMA,
    );
    assert.equal(cuts.length, 5);
    assert.equal(filled('off'), stripped);
  });
});

describe('what an API key or an IAM role may do', () => {
  const lines = SCHEMA.split('\n');
  const marked = lines.filter((line) => line.includes('@aws_api_key'));

  test('is to read: two queries and the types they return', () => {
    const names = marked.map((line) => line.match(/^(?:type )?\s*(\w+)/)[1]);
    assert.deepEqual(names, ['getItem', 'listPublicItems', 'Item', 'ItemConnection']);
  });

  test('is the same for both', () => {
    assert.deepEqual(lines.filter((line) => line.includes('@aws_iam')), marked);
  });

  test('is not to see whose an item is', () => {
    assert.match(SCHEMA, /\n {2}owner: ID! @aws_cognito_user_pools\n/);
  });
});

test('the function in the template is the shipped function', () => {
  const code = shipped('shared/src/functions/summarize-items/index.js');
  assert.equal(blockScalar(resource('SummaryFunction'), 'ZipFile: |'), code);
});

test('the template can be deployed without a bucket', () => {
  const size = Buffer.byteLength(TEMPLATE);
  assert.ok(size <= 51_200, `${size} bytes; CloudFormation takes 51,200 in a request`);
});
