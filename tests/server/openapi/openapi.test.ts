import { expect, it } from 'vitest';
import { describe as describeServer } from '../../../server/openapi/describe.ts';
import { routes } from '../../../server/openapi/serve-openapi.ts';

type Json = Record<string, unknown>;
interface Operation {
  summary: string;
  security: Record<string, unknown>[];
  parameters?: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { description: string; content: Record<string, { schema: Json }> }>;
}
const document = JSON.parse(JSON.stringify(describeServer(routes, '1.2.3'))) as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Json; schemas: Json };
};
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

it('describes every route once, with who may ask and how it refuses', () => {
  expect(document.openapi).toBe('3.1.0');
  expect(operations).toHaveLength(routes.length);
  const schemes = Object.keys(document.components.securitySchemes);
  for (const { path, method, operation } of operations) {
    expect(['get', 'post', 'delete'], path).toContain(method);
    expect(operation.summary, path).not.toBe('');
    for (const scheme of operation.security.flatMap(Object.keys)) expect(schemes).toContain(scheme);
    expect(Object.keys(operation.responses), path).toEqual(
      expect.arrayContaining(['200', '400', '401', '409', '429', '500']),
    );
    for (const [status, { description, content }] of Object.entries(operation.responses)) {
      expect(description).not.toBe('');
      if (status === '200') continue;
      const { schema } = content['application/json']!;
      expect(schema).toEqual({ $ref: '#/components/schemas/Refusal' });
    }
  }
});

it('names every part of a path as a parameter, and sends the rest where the server looks for it', () => {
  for (const { path, method, operation } of operations) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const given = operation.parameters ?? [];
    expect(
      given.filter((one) => one.in === 'path').map(({ name }) => name),
      path,
    ).toEqual(names);
    for (const one of given) expect(one.schema, `${path} ${one.name}`).toBeTypeOf('object');
    if (method === 'get') expect(operation.requestBody).toBeUndefined();
    else expect(operation.requestBody!.content).toHaveProperty(['application/json']);
  }
  const { missing } = { missing: document.paths['/v1/blobs/missing']!['post']! };
  expect(missing.requestBody!.content['application/json']!.schema).toMatchObject({
    type: 'object',
    required: ['sha256'],
    properties: { sha256: { type: 'array', maxItems: 1000 } },
  });
  const read = document.paths['/v1/blobs/{sha256}']!['get']!;
  expect(Object.keys(read.responses['200']!.content)).toEqual(['application/octet-stream']);
});
