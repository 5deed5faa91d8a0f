// A double of @aws-appsync/utils/dynamodb: each helper returns what it was asked, for the table.
const asked = (operation) => (input) => ({ operation, ...input });

export const get = asked('GetItem');
export const put = asked('PutItem');
export const update = asked('UpdateItem');
export const remove = asked('DeleteItem');
export const query = asked('Query');
export const operations = { remove: () => ({ _type: 'remove' }) };
