// These packages come with the Lambda runtime, so the bundle has nothing to install.
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";

// Made once per environment and reused by every request it serves, with its connections.
export const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));

export const TableName = process.env.TABLE_NAME;
export const OwnerIndex = process.env.OWNER_INDEX;

/** True for the error of a write whose condition did not hold. */
export const conditionFailed = (error) => error.name === "ConditionalCheckFailedException";

/** The item that made the condition of a write fail: the document client leaves it as DynamoDB sent it. */
export const itemInTheWay = (error) => (error.Item ? unmarshall(error.Item) : {});
