// A DynamoDB table in memory, as far as the handlers use one. What it does not know, it refuses.

class Command {
  constructor(input) {
    this.input = input;
  }
}
export class GetCommand extends Command {}
export class PutCommand extends Command {}
export class UpdateCommand extends Command {}
export class DeleteCommand extends Command {}
export class QueryCommand extends Command {}

export class DynamoDBClient {}

const clone = (value) => (value === undefined ? undefined : structuredClone(value));

function attribute(name, { ExpressionAttributeNames = {} }) {
  return name.startsWith("#") ? ExpressionAttributeNames[name] : name;
}

function holds(term, item, input) {
  const [, missing] = term.match(/^attribute_not_exists\((\S+)\)$/) ?? [];
  if (missing) return item?.[attribute(missing, input)] === undefined;
  const [, left, right] = term.match(/^(\S+) = (:\S+)$/) ?? [];
  if (left) return item?.[attribute(left, input)] === input.ExpressionAttributeValues[right];
  throw new Error(`The double does not know the condition ${term}`);
}

// The document client hands the item of a failed condition over as DynamoDB sent it.
const marshalled = (item) => Object.fromEntries(Object.entries(item).map(([key, S]) => [key, { S }]));
export const unmarshall = (item) =>
  Object.fromEntries(Object.entries(item).map(([key, { S }]) => [key, S]));

function demand(input, item) {
  const terms = input.ConditionExpression?.split(" AND ") ?? [];
  if (!terms.every((term) => holds(term, item, input))) {
    const told = input.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && item;
    throw Object.assign(new Error("The conditional request failed"), {
      name: "ConditionalCheckFailedException",
      Item: told ? marshalled(item) : undefined,
    });
  }
}

function assign(item, input) {
  const [, list] = input.UpdateExpression.match(/^SET (.+)$/);
  for (const part of list.split(", ")) {
    const [left, right] = part.split(" = ");
    item[attribute(left, input)] = clone(input.ExpressionAttributeValues[right]);
  }
  return item;
}

const keyOf = ({ userId, createdAt, id }) => ({ userId, createdAt, id });
const rank = ({ createdAt, id }) => `${createdAt} ${id}`;

class Table {
  items = new Map();
  sent = [];
  failure = null;

  reset(items = []) {
    this.items = new Map(items.map((item) => [item.id, clone(item)]));
    this.sent = [];
    this.failure = null;
  }

  get(id) {
    return clone(this.items.get(id));
  }

  async send(command) {
    this.sent.push(command);
    if (this.failure) throw this.failure;
    if (command.input.TableName !== "items") throw new Error("not the table of the tests");
    return this[command.constructor.name](command.input);
  }

  GetCommand({ Key }) {
    return { Item: this.get(Key.id) };
  }

  PutCommand(input) {
    demand(input, this.items.get(input.Item.id));
    this.items.set(input.Item.id, clone(input.Item));
    return {};
  }

  UpdateCommand(input) {
    const { id } = input.Key;
    demand(input, this.items.get(id));
    this.items.set(id, assign(this.get(id) ?? { id }, input));
    return { Attributes: this.get(id) };
  }

  DeleteCommand(input) {
    demand(input, this.items.get(input.Key.id));
    this.items.delete(input.Key.id);
    return {};
  }

  QueryCommand(input) {
    if (input.IndexName !== "UserIdIndex" || input.ScanIndexForward !== false) {
      throw new Error("The double knows one index, newest first");
    }
    const start = input.ExclusiveStartKey;
    if (start && !holds(input.KeyConditionExpression, start, input)) {
      const error = new Error("The start key is of another part");
      throw Object.assign(error, { name: "ValidationException" });
    }
    const found = [...this.items.values()]
      .filter((item) => holds(input.KeyConditionExpression, item, input))
      .filter((item) => !start || rank(item) < rank(start))
      .sort((one, other) => (rank(one) < rank(other) ? 1 : -1));
    const Items = found.slice(0, input.Limit).map(clone);
    const more = found.length > Items.length;
    return { Items, LastEvaluatedKey: more ? keyOf(Items.at(-1)) : undefined };
  }
}

export const table = new Table();

export class DynamoDBDocumentClient {
  static from() {
    return table;
  }
}
