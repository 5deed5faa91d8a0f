import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Api, signedIn, subscriptionFilters, withApiKey } from './api.mjs';

const alice = signedIn('alice');
const bob = signedIn('bob');
const notFound = { message: 'Item not found', type: 'NotFound', data: undefined };
const unauthorized = { type: 'Unauthorized' };
const badRequest = { type: 'BadRequest' };

let api;
beforeEach(() => {
  api = new Api();
});

const create = (who, input) => api.call('createItem', who, { input });
const update = (who, input) => api.call('updateItem', who, { input });
const remove = (who, id) => api.call('deleteItem', who, { id });
const get = (who, id) => api.call('getItem', who, { id });
const stored = (id) => api.table.items.get(id);

async function createMany(who, count, visibility) {
  for (let number = 0; number < count; number += 1) {
    const { id } = await create(who, { title: `Item ${number}`, visibility });
    stored(id).createdAt = new Date(Date.UTC(2026, 0, 1, 0, 0, number)).toISOString();
  }
}

describe('createItem', () => {
  test('makes the caller the owner, whatever the input says', async () => {
    const item = await create(alice, { title: 'Tea', owner: 'bob' });
    assert.equal(item.owner, 'alice');
    assert.equal(stored(item.id).owner, 'alice');
  });

  test('starts active and private, with the same time for both stamps', async () => {
    const item = await create(alice, { title: 'Tea' });
    assert.equal(item.status, 'ACTIVE');
    assert.equal(item.visibility, 'PRIVATE');
    assert.equal(item.createdAt, item.updatedAt);
    assert.match(item.createdAt, /^\d{4}-\d\d-\d\dT/);
  });

  for (const description of [undefined, null, '']) {
    test(`writes no attribute for the description ${JSON.stringify(description)}`, async () => {
      const item = await create(alice, { title: 'Tea', description });
      assert.ok(!('description' in stored(item.id)));
    });
  }

  test('never overwrites an item that has the same ID', async () => {
    await create(alice, { title: 'Tea' });
    assert.deepEqual(api.table.requests[0].condition, { id: { attributeExists: false } });
  });

  test('takes a private item out of the public feed by giving it no feed attribute', async () => {
    const hidden = await create(alice, { title: 'Tea', visibility: 'PRIVATE' });
    const shown = await create(alice, { title: 'Tea', visibility: 'PUBLIC' });
    assert.ok(!('feed' in stored(hidden.id)));
    assert.equal(stored(shown.id).feed, 'PUBLIC');
  });

  test('trims the title', async () => {
    assert.equal((await create(alice, { title: '  Tea ' })).title, 'Tea');
  });

  for (const input of [
    { title: '   ' },
    { title: 'x'.repeat(201) },
    { title: 'Tea', description: 'x'.repeat(4001) },
  ]) {
    test(`rejects ${JSON.stringify(input).slice(0, 40)} and writes nothing`, async () => {
      await assert.rejects(create(alice, input), badRequest);
      assert.equal(api.table.items.size, 0);
    });
  }

  test('turns away a caller without an identity', async () => {
    await assert.rejects(create(withApiKey, { title: 'Tea' }), unauthorized);
  });
});

describe('getItem', () => {
  test('gives the owner a private item', async () => {
    const { id } = await create(alice, { title: 'Tea' });
    assert.equal((await get(alice, id)).title, 'Tea');
  });

  for (const [who, caller] of [['another user', bob], ['an API key', withApiKey]]) {
    test(`answers null to ${who} for a private item, as for a missing one`, async () => {
      const { id } = await create(alice, { title: 'Tea' });
      assert.equal(await get(caller, id), null);
      assert.equal(await get(caller, 'missing'), null);
    });

    test(`gives ${who} a public item`, async () => {
      const { id } = await create(alice, { title: 'Tea', visibility: 'PUBLIC' });
      assert.equal((await get(caller, id)).title, 'Tea');
    });
  }

  test('does not take a missing owner for a missing identity', async () => {
    api.table.items.set('odd', { id: 'odd', title: 'Tea', visibility: 'PRIVATE' });
    assert.equal(await get(withApiKey, 'odd'), null);
  });
});

describe('updateItem', () => {
  test('changes what was sent and leaves the rest', async () => {
    const { id } = await create(alice, { title: 'Tea', description: 'Green' });
    const item = await update(alice, { id, status: 'INACTIVE' });
    assert.equal(item.status, 'INACTIVE');
    assert.equal(item.title, 'Tea');
    assert.equal(item.description, 'Green');
  });

  test('cannot change the owner or the time of creation', async () => {
    const { id, createdAt } = await create(alice, { title: 'Tea' });
    const item = await update(alice, { id, title: 'Tea', owner: 'bob', createdAt: 'never' });
    assert.equal(item.owner, 'alice');
    assert.equal(item.createdAt, createdAt);
  });

  for (const description of [null, '']) {
    test(`removes the description given ${JSON.stringify(description)}`, async () => {
      const { id } = await create(alice, { title: 'Tea', description: 'Green' });
      await update(alice, { id, description });
      assert.ok(!('description' in stored(id)));
    });
  }

  test('moves an item into the public feed and out of it', async () => {
    const { id } = await create(alice, { title: 'Tea' });
    await update(alice, { id, visibility: 'PUBLIC' });
    assert.equal(stored(id).feed, 'PUBLIC');
    await update(alice, { id, visibility: 'PRIVATE' });
    assert.ok(!('feed' in stored(id)));
  });

  test('tells another user no more than that the item was not found', async () => {
    const { id } = await create(alice, { title: 'Tea', visibility: 'PUBLIC' });
    await assert.rejects(update(bob, { id, title: 'Coffee' }), notFound);
    assert.equal(stored(id).title, 'Tea');
  });

  test('does not create a missing item', async () => {
    await assert.rejects(update(alice, { id: 'missing', title: 'Tea' }), notFound);
    assert.equal(api.table.items.size, 0);
  });

  for (const field of ['title', 'status', 'visibility']) {
    test(`rejects null for ${field}`, async () => {
      const { id } = await create(alice, { title: 'Tea' });
      await assert.rejects(update(alice, { id, [field]: null }), badRequest);
    });
  }

  test('rejects a blank title', async () => {
    const { id } = await create(alice, { title: 'Tea' });
    await assert.rejects(update(alice, { id, title: ' ' }), badRequest);
  });

  test('turns away a caller without an identity', async () => {
    await assert.rejects(update(withApiKey, { id: 'any', title: 'Tea' }), unauthorized);
  });
});

describe('deleteItem', () => {
  test('deletes the item and returns it, so that subscribers learn whose it was', async () => {
    const { id } = await create(alice, { title: 'Tea' });
    assert.equal((await remove(alice, id)).owner, 'alice');
    assert.equal(stored(id), undefined);
  });

  test('tells another user no more than that the item was not found', async () => {
    const { id } = await create(alice, { title: 'Tea' });
    await assert.rejects(remove(bob, id), notFound);
    assert.ok(stored(id));
  });

  test('reports a missing item', async () => {
    await assert.rejects(remove(alice, 'missing'), notFound);
  });

  test('turns away a caller without an identity', async () => {
    await assert.rejects(remove(withApiKey, 'any'), unauthorized);
  });
});

describe('listItems', () => {
  test("lists the caller's items only, newest first", async () => {
    await createMany(alice, 3);
    await create(bob, { title: 'Not hers', visibility: 'PUBLIC' });
    const { items } = await api.call('listItems', alice);
    assert.deepEqual(items.map((item) => item.title), ['Item 2', 'Item 1', 'Item 0']);
  });

  test('reads 20 items where no limit is given, and goes on where it stopped', async () => {
    await createMany(alice, 25);
    const first = await api.call('listItems', alice);
    assert.equal(first.items.length, 20);
    const second = await api.call('listItems', alice, { nextToken: first.nextToken });
    assert.equal(second.items.length, 5);
    assert.equal(second.nextToken, null);
  });

  test('turns away a caller without an identity', async () => {
    await assert.rejects(api.call('listItems', withApiKey), unauthorized);
  });
});

describe('listPublicItems', () => {
  for (const [who, caller] of [['a signed-in user', bob], ['an API key', withApiKey]]) {
    test(`shows ${who} the public items of everyone, and no private one`, async () => {
      await create(alice, { title: 'Secret' });
      await create(alice, { title: 'Shown', visibility: 'PUBLIC' });
      const { items } = await api.call('listPublicItems', caller);
      assert.deepEqual(items.map((item) => item.title), ['Shown']);
    });
  }

  test('pages', async () => {
    await createMany(alice, 3, 'PUBLIC');
    const first = await api.call('listPublicItems', bob, { limit: 2 });
    const second = await api.call('listPublicItems', bob, { limit: 2, nextToken: first.nextToken });
    assert.deepEqual([first.items.length, second.items.length], [2, 1]);
  });
});

for (const list of ['listItems', 'listPublicItems']) {
  describe(`the limit of ${list}`, () => {
    for (const limit of [1, 100]) {
      test(`may be ${limit}`, async () => {
        await api.call(list, alice, { limit });
        assert.equal(api.table.requests[0].limit, limit);
      });
    }

    for (const limit of [-1, 0, 101, 2147483647]) {
      test(`may not be ${limit}`, async () => {
        await assert.rejects(api.call(list, alice, { limit }), badRequest);
        assert.equal(api.table.requests.length, 0);
      });
    }
  });
}

describe('summarizeItems', () => {
  test('sends the function the owner from the token and nothing from the client', async () => {
    const invoked = [];
    const summary = { total: 1, active: 1, inactive: 0, deleted: 0, complete: true };
    const source = (request) => invoked.push(request) && { result: summary };
    const result = await api.call('summarizeItems', alice, { owner: 'bob' }, source);
    assert.deepEqual(invoked, [{ operation: 'Invoke', payload: { owner: 'alice' } }]);
    assert.equal(result, summary);
  });

  test('turns away a caller without an identity', async () => {
    await assert.rejects(api.call('summarizeItems', withApiKey), unauthorized);
  });
});

describe('a subscription', () => {
  const subscribe = (who, args) => api.call('onItemChange', who, args, () => ({ result: null }));

  test('passes on changes of the subscriber only', async () => {
    assert.equal(await subscribe(alice), null);
    assert.deepEqual(subscriptionFilters.at(-1), { filterGroup: { owner: { eq: 'alice' } } });
  });

  test('may be narrowed to one item, still of the subscriber only', async () => {
    await subscribe(alice, { id: '1', owner: 'bob' });
    const expected = { owner: { eq: 'alice' }, id: { eq: '1' } };
    assert.deepEqual(subscriptionFilters.at(-1), { filterGroup: expected });
  });

  test('is refused without an identity', async () => {
    await assert.rejects(subscribe(withApiKey), unauthorized);
  });
});

describe('an error of the data source', () => {
  const failing = () => ({ error: { message: 'Slow down', type: 'DynamoDB:Throttling' } });
  const arguments_ = {
    createItem: { input: { title: 'Tea' } },
    updateItem: { input: { id: '1', title: 'Tea' } },
    deleteItem: { id: '1' },
    getItem: { id: '1' },
    listItems: {},
    listPublicItems: {},
    summarizeItems: {},
  };
  for (const [name, args] of Object.entries(arguments_)) {
    test(`reaches the caller of ${name}`, async () => {
      const expected = { message: 'Slow down', type: 'DynamoDB:Throttling' };
      await assert.rejects(api.call(name, alice, args, failing), expected);
    });
  }
});
