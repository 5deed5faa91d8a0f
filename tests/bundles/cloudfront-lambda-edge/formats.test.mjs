// Both formats must ship the same functions: tests elsewhere run the template's, and Terraform's are equal to them.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { DEFAULTS, source } from './shipped.mjs';

const terraform = new URL('../../../patterns_catalog/cloudfront-lambda-edge/bundles/terraform/', import.meta.url);
const read = (path) => readFileSync(new URL(path, terraform), 'utf8');
const variable = (name) => name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

// Terraform's configuration with the same values filled in.
function configuration(local) {
  const [, text] = new RegExp(`${local} = <<-EOT\\n([\\s\\S]*?)\\n {2}EOT`).exec(read('edge_functions.tf'));
  const values = { 'var.project_name': DEFAULTS['AWS::StackName'], 'local.issuer': DEFAULTS.Issuer, 'local.audience': DEFAULTS.Audience };
  for (const [name, value] of Object.entries(DEFAULTS)) values[`var.${variable(name)}`] = value;
  return `${text.replace(/^ {4}/gm, '').replace(/\$\{([^}]+)\}/g, (_, name) => values[name])}\n`;
}

for (const [resource, file, local] of [
  ['ViewerRequestFunction', 'src/viewer-request.js', 'viewer_request_configuration'],
  ['ViewerResponseFunction', 'src/viewer-response.js', 'viewer_response_configuration'],
]) {
  test(`${resource} is the same in both formats`, () => {
    assert.equal(`${configuration(local)}\n${read(file)}`, source(resource, DEFAULTS));
  });
}

// The function puts each variant's folder in front of the path, so the distribution must be let in there.
for (const variant of readdirSync(new URL('../shared/site/', terraform))) {
  test(`the distribution may read the files of variant ${variant}`, () => {
    assert.match(read('../cloudformation/template.yaml'), new RegExp(`\\$\\{SiteBucket\\.Arn\\}/${variant}/\\*`));
    assert.match(read('origin.tf'), new RegExp(`aws_s3_bucket\\.site\\[0\\]\\.arn\\}/${variant}/\\*`));
  });
}
