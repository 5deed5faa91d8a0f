// The rewrite that takes the prefix off a path, as both formats ship it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const shipped = (path) =>
  readFileSync(new URL(`../../../patterns_catalog/alb-ecs/bundles/${path}`, import.meta.url), 'utf8');

const RULES = {
  cloudformation: shipped('cloudformation/template.yaml').match(
    /Regex: !Sub '(?<regex>[^']+)'\s+Replace: (?<replace>\S+)/,
  ).groups,
  terraform: shipped('terraform/second_service.tf').match(
    /regex\s+= "(?<regex>[^"]+)"\s+replace = "(?<replace>[^"]+)"/,
  ).groups,
};

for (const [format, { regex, replace }] of Object.entries(RULES)) {
  const pattern = new RegExp(regex.replace(/\$\{[^}]+\}/, '/api'));

  for (const [asked, passed] of [
    ['/api', '/'],
    ['/api/', '/'],
    ['/api/items', '/items'],
    ['/api/items?page=2', '/items?page=2'],
    ['/api/api/items', '/api/items'],
  ]) {
    test(`${format}: the second service sees ${asked} as ${passed}`, () => {
      assert.equal(asked.replace(pattern, replace), passed);
    });
  }
}
