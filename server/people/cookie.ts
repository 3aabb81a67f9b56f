import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../settings.ts';

/** Whether the page is reached over TLS, here or at a proxy. */
export const isSecure = (settings: Settings, request: FastifyRequest) =>
  request.protocol === 'https' || (settings.url?.startsWith('https:') ?? false);

/** `__Host-`: browsers take it only over TLS, for this host alone (RFC 6265bis, 4.1.3). */
const nameOf = (secure: boolean) => (secure ? '__Host-lontar' : 'lontar');

export function tokenOf(settings: Settings, request: FastifyRequest): string | undefined {
  return request.cookies[nameOf(isSecure(settings, request))];
}

export function setToken(
  settings: Settings,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  token: string,
  seconds: number,
): void {
  const secure = isSecure(settings, request);
  const how = { httpOnly: true, sameSite: 'strict', path: '/', secure } as const;
  reply.setCookie(nameOf(secure), token, { ...how, maxAge: seconds });
}
