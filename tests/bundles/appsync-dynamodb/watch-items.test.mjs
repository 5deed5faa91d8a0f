import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';

const script = '../../../patterns_catalog/appsync-dynamodb/bundles/shared/watch-items.mjs';
const { watch } = await import(new URL(script, import.meta.url).href);

// A socket that records what is sent and lets the test answer.
class Socket {
  constructor(url, protocol) {
    Object.assign(this, { url: new URL(url), protocol, sent: [] });
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  receive(message) {
    this.onmessage({ data: JSON.stringify(message) });
  }
}

const { WebSocket: original } = globalThis;
let events;
let socket;

beforeEach(() => {
  globalThis.WebSocket = Socket;
  events = [];
  socket = watch({
    graphqlUrl: 'https://api.example.com/graphql',
    realtimeUrl: 'wss://realtime.example.com/graphql',
    token: 'token',
    onReady: () => events.push('ready'),
    onChange: (name, item) => events.push([name, item]),
    onError: (error) => events.push(['error', error]),
  });
});

afterEach(() => {
  globalThis.WebSocket = original;
});

test('it connects with the token and the host of the API in the header parameter', () => {
  const header = Buffer.from(socket.url.searchParams.get('header'), 'base64').toString();
  assert.deepEqual(JSON.parse(header), { host: 'api.example.com', Authorization: 'token' });
  assert.equal(socket.protocol, 'graphql-ws');
});

test('it subscribes to all changes once the connection is acknowledged', () => {
  socket.onopen();
  assert.deepEqual(socket.sent, [{ type: 'connection_init' }]);
  socket.receive({ type: 'connection_ack' });
  const started = socket.sent.slice(1);
  assert.deepEqual(started.map(({ id }) => id), ['onCreateItem', 'onUpdateItem', 'onDeleteItem']);
  assert.equal(started[0].payload.extensions.authorization.Authorization, 'token');
});

test('it is ready when every subscription stands', () => {
  socket.receive({ type: 'start_ack', id: 'onCreateItem' });
  socket.receive({ type: 'start_ack', id: 'onUpdateItem' });
  assert.deepEqual(events, []);
  socket.receive({ type: 'start_ack', id: 'onDeleteItem' });
  assert.deepEqual(events, ['ready']);
});

test('it reports each change, and takes keep-alives for nothing', () => {
  socket.receive({ type: 'ka' });
  const payload = { data: { onCreateItem: { id: '1' } } };
  socket.receive({ type: 'data', id: 'onCreateItem', payload });
  assert.deepEqual(events, [['onCreateItem', { id: '1' }]]);
});

test('it reports a change that lacks a field the mutation did not select', () => {
  const payload = { data: { onCreateItem: null }, errors: ['Cannot return null'] };
  socket.receive({ type: 'data', id: 'onCreateItem', payload });
  assert.deepEqual(events, [['error', ['Cannot return null']]]);
});

test('it reports a refusal', () => {
  socket.receive({ type: 'error', id: 'onCreateItem', payload: { errors: ['Unauthorized'] } });
  assert.deepEqual(events, [['error', { errors: ['Unauthorized'] }]]);
});
