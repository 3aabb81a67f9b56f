import { z } from 'zod';
import type { Route } from '../../shared/contract/server/route.ts';
import { signatureHeaders } from '../../shared/domain/sync/signed-text.ts';

type Json = Record<string, unknown>;

/** The refusals that any route may give (`server/errors.ts`), and what their status says. */
const REFUSALS: Record<string, string> = {
  400: 'What was sent can not be taken: `input.invalid`',
  401: 'Who asks is not known: `auth.needed`, `auth.signature`, `auth.replayed` …',
  403: 'Who asks may not: `auth.forbidden`, `auth.origin`, `auth.revoked` …',
  404: 'There is no such thing, or not for whoever asks',
  409: 'Refused: `code` says why',
  413: 'Too large',
  429: 'Too many requests: `request.too-many`',
  500: '`internal`: unforeseen, and logged under the answer’s `x-request-id`',
};

const WHO: Record<Route['who'], { text: string; security: Json[] }> = {
  anyone: { text: 'Anyone.', security: [] },
  desk: { text: 'Desks.', security: [{ desk: [], device: [], counter: [] }] },
  person: { text: 'People who are signed in.', security: [{ person: [] }] },
};

const header = (name: string, description: string) => ({
  type: 'apiKey',
  in: 'header',
  name,
  description,
});

const securitySchemes = {
  desk: header(
    signatureHeaders.signature,
    'Ed25519 over `METHOD\\nPATH?QUERY\\nSHA256HEX(body)\\ncounter`, base64url',
  ),
  device: header(signatureHeaders.device, 'The desk that signed'),
  counter: header(
    signatureHeaders.counter,
    'Grows with every request of a desk; each is taken once',
  ),
  person: {
    type: 'apiKey',
    in: 'cookie',
    name: 'lontar',
    description:
      'The session; what is not a GET also needs the header `lontar-csrf` and an own `Origin`',
  },
};

const refusal = {
  type: 'object',
  required: ['code', 'data'],
  properties: { code: { type: 'string' }, data: { type: 'object' } },
};

/** The whole server as an OpenAPI 3.1 document, made from the contracts that it parses with. */
export function describe(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lontar',
      version,
      description:
        'The central server of Lontar’s desks. Uploads follow tus 1.0.0 at `/v1/uploads`.',
    },
    paths,
    components: { securitySchemes, schemas: { Refusal: refusal } },
  };
}

function operationOf({ path, method, who, says, input, output, answers }: Route): Json {
  const inPath = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name!);
  const given = schemaOf(input, 'input');
  const properties = (given['properties'] ?? {}) as Record<string, Json>;
  const required = (given['required'] ?? []) as string[];
  const names = Object.keys(properties).filter((name) => inPath.includes(name) || method === 'GET');
  const parameters = names.map((name) => ({
    name,
    in: inPath.includes(name) ? 'path' : 'query',
    required: inPath.includes(name) || required.includes(name),
    schema: properties[name],
  }));
  const rest = Object.entries(properties).filter(([name]) => !names.includes(name));
  const body = {
    ...given,
    properties: Object.fromEntries(rest),
    required: required.filter((name) => !names.includes(name)),
  };
  const content = { [answers ?? 'application/json']: { schema: schemaOf(output, 'output') } };
  const refused = { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } };
  return {
    summary: says,
    description: WHO[who].text,
    security: WHO[who].security,
    ...(parameters.length > 0 && { parameters }),
    ...(method === 'POST' && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: {
      200: { description: 'Done', content },
      ...Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          status,
          { description, content: refused },
        ]),
      ),
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}
