// Prints the signed-in user's changes as they happen. Needs Node.js 22 or newer (WebSocket).
//   TOKEN=… node watch-items.mjs <GraphqlUrl> <RealtimeUrl>
import { pathToFileURL } from 'node:url';

// A push carries only what the mutation selected: it has to select these as well.
const FIELDS = '{ id owner title description status visibility updatedAt }';
const SUBSCRIPTIONS = ['onCreateItem', 'onUpdateItem', 'onDeleteItem'];

// Calls onReady once all subscriptions stand, and onChange(name, item) for each change.
export function watch({ graphqlUrl, realtimeUrl, token, onReady, onChange, onError }) {
  const authorization = { host: new URL(graphqlUrl).host, Authorization: token };
  const header = encodeURIComponent(Buffer.from(JSON.stringify(authorization)).toString('base64'));
  const socket = new WebSocket(`${realtimeUrl}?header=${header}&payload=e30=`, 'graphql-ws');
  const waiting = new Set(SUBSCRIPTIONS);

  const subscribe = (name) => {
    const data = JSON.stringify({ query: `subscription { ${name} ${FIELDS} }`, variables: {} });
    const payload = { data, extensions: { authorization } };
    socket.send(JSON.stringify({ id: name, type: 'start', payload }));
  };

  const handlers = {
    connection_ack: () => SUBSCRIPTIONS.forEach(subscribe),
    start_ack: ({ id }) => waiting.delete(id) && waiting.size === 0 && onReady?.(),
    data: ({ id, payload: { data, errors } }) => (errors ? onError(errors) : onChange(id, data[id])),
    error: (message) => onError(message.payload),
    connection_error: (message) => onError(message.payload),
  };

  socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init' }));
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    handlers[message.type]?.(message); // "ka", the keep-alive, needs no answer
  };
  socket.onerror = () => onError('The connection failed.');
  return socket;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [graphqlUrl, realtimeUrl] = process.argv.slice(2);
  watch({
    graphqlUrl,
    realtimeUrl,
    token: process.env.TOKEN,
    onReady: () => console.log('watching'),
    onChange: (name, item) => console.log(name, JSON.stringify(item)),
    onError: (error) => {
      console.error('error', JSON.stringify(error));
      process.exit(1);
    },
  });
}
