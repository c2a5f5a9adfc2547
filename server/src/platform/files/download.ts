/**
 * Headers of a file that somebody sent us: always saved, never shown inside our own pages, never guessed at by the
 * browser, so that nothing in it can act in our name.
 */
export function downloadHeaders(file: { name: string; mediaType: string; bytes: number }): Record<string, string> {
  const plain = file.name.replaceAll(/[^\x20-\x7E]|["\\%]/g, '_')
  return {
    'content-type': file.mediaType,
    'content-length': String(file.bytes),
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'private, no-store',
  }
}
