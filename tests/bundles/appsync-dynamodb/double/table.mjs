// A table in memory that answers requests the way the AppSync data source does.
const INDEXES = { byOwner: 'owner', byFeed: 'feed' };

export class Table {
  items = new Map();
  requests = [];

  run(request) {
    this.requests.push(request);
    return this[request.operation](request);
  }

  GetItem({ key }) {
    return { result: this.items.get(key.id) ?? null };
  }

  PutItem({ key, item, condition }) {
    return this.#write(key, condition, () => ({ ...key, ...item }));
  }

  UpdateItem({ key, update, condition }) {
    return this.#write(key, condition, (stored) => changed({ ...key, ...stored }, update));
  }

  DeleteItem({ key, condition }) {
    const stored = this.items.get(key.id);
    // The item is gone, as was wanted: AppSync makes this a success without a result.
    if (!stored) return { result: null };
    if (!holds(condition, stored)) return conditionFailed(stored);
    this.items.delete(key.id);
    return { result: stored };
  }

  Query({ index, query, limit, nextToken, scanIndexForward }) {
    const key = INDEXES[index];
    const found = [...this.items.values()].filter((item) => item[key] === query[key].eq);
    found.sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    if (scanIndexForward === false) found.reverse();
    const start = Number(nextToken ?? 0);
    const end = start + limit;
    const rest = end < found.length ? String(end) : null;
    return { result: { items: found.slice(start, end), nextToken: rest, scannedCount: limit } };
  }

  #write(key, condition, next) {
    const stored = this.items.get(key.id);
    if (!holds(condition, stored ?? {})) return conditionFailed(stored);
    const item = next(stored);
    this.items.set(key.id, item);
    return { result: item };
  }
}

function changed(item, update) {
  for (const [name, value] of Object.entries(update)) {
    if (value?._type === 'remove') delete item[name];
    else item[name] = value;
  }
  return item;
}

function holds(condition = {}, stored) {
  return Object.entries(condition).every(([name, test]) =>
    'eq' in test ? stored[name] === test.eq : (name in stored) === test.attributeExists,
  );
}

// AppSync hands the stored item to the response handler along with the error.
function conditionFailed(stored) {
  const type = 'DynamoDB:ConditionalCheckFailedException';
  return { error: { message: 'The conditional request failed', type }, result: stored ?? null };
}
