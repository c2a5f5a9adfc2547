/*
 * Which files are kept. A file is taken only when its extension is on the list and its content is what the extension says:
 * a program or a web page named photo.jpg goes no further. Everything is given back as a download, never shown in our pages.
 */

export type FileFault = 'empty' | 'type' | 'not-what-it-says' | 'has-macros'
type Check = (bytes: Buffer) => boolean

const startsWith = (...heads: readonly (readonly number[])[]): Check => (bytes) => heads.some((head) => head.every((byte, index) => bytes[index] === byte))
const textAt = (bytes: Buffer, at: number, length: number): string => bytes.toString('latin1', at, at + length)

const isZip = startsWith([0x50, 0x4b, 0x03, 0x04])
const isOle = startsWith([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
/** Names of a zip's members stand in the clear in its headers. */
const zipHas = (bytes: Buffer, name: string): boolean => bytes.includes(name, 0, 'latin1')
const isOfficeZip = (folder: string): Check => (bytes) => isZip(bytes) && zipHas(bytes, '[Content_Types].xml') && zipHas(bytes, folder)
/** ISO media: a box `ftyp` with one of these brands. */
const isIsoMedia = (...brands: readonly string[]): Check => (bytes) => textAt(bytes, 4, 4) === 'ftyp' && (brands.length === 0 || brands.some((brand) => textAt(bytes, 8, 4).startsWith(brand)))
const isMp3: Check = (bytes) => textAt(bytes, 0, 3) === 'ID3' || (bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe6) === 0xe2)
const isRiff = (kind: string): Check => (bytes) => textAt(bytes, 0, 4) === 'RIFF' && textAt(bytes, 8, 4) === kind

/** Plain text in UTF-8 or GB 18030, and no web page under another name. */
const isPlainText: Check = (bytes) => {
  if (bytes.includes(0)) return false
  const text = decode(bytes)
  return text !== null && !/<(script|html|svg|iframe|object|embed)\b|<!doctype|<\?xml/i.test(text.slice(0, 100_000))
}

function decode(bytes: Buffer): string | null {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this encoding; the next one is tried.
    }
  }
  return null
}

const KINDS: Readonly<Record<string, { mediaType: string; is: Check }>> = {
  jpg: { mediaType: 'image/jpeg', is: startsWith([0xff, 0xd8, 0xff]) },
  png: { mediaType: 'image/png', is: startsWith([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  gif: { mediaType: 'image/gif', is: (bytes) => /^GIF8[79]a/.test(textAt(bytes, 0, 6)) },
  bmp: { mediaType: 'image/bmp', is: (bytes) => textAt(bytes, 0, 2) === 'BM' },
  webp: { mediaType: 'image/webp', is: isRiff('WEBP') },
  heic: { mediaType: 'image/heic', is: isIsoMedia('hei', 'hev', 'mif', 'msf') },
  tif: { mediaType: 'image/tiff', is: startsWith([0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a]) },
  pdf: { mediaType: 'application/pdf', is: (bytes) => bytes.subarray(0, 1024).includes('%PDF-') },
  doc: { mediaType: 'application/msword', is: isOle },
  xls: { mediaType: 'application/vnd.ms-excel', is: isOle },
  wps: { mediaType: 'application/vnd.ms-works', is: isOle },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', is: isOfficeZip('word/') },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', is: isOfficeZip('xl/') },
  ofd: { mediaType: 'application/ofd', is: (bytes) => isZip(bytes) && zipHas(bytes, 'OFD.xml') },
  txt: { mediaType: 'text/plain', is: isPlainText },
  mp3: { mediaType: 'audio/mpeg', is: isMp3 },
  m4a: { mediaType: 'audio/mp4', is: isIsoMedia('M4A', 'mp4', 'isom', 'iso2') },
  wav: { mediaType: 'audio/wav', is: isRiff('WAVE') },
  amr: { mediaType: 'audio/amr', is: (bytes) => textAt(bytes, 0, 5) === '#!AMR' },
  aac: { mediaType: 'audio/aac', is: (bytes) => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0 },
  mp4: { mediaType: 'video/mp4', is: isIsoMedia() },
  mov: { mediaType: 'video/quicktime', is: isIsoMedia('qt') },
}
const SAME: Readonly<Record<string, string>> = { jpeg: 'jpg', tiff: 'tif', heif: 'heic', log: 'txt' }

/** The extensions people may send, for the hint beside the button. */
export const ACCEPTED_EXTENSIONS: readonly string[] = [...Object.keys(KINDS), 'jpeg', 'tiff', 'heif']

export const extensionOf = (name: string): string => /\.([^.\\/]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** Office files carry programs in a part of this name. */
const hasMacros = (bytes: Buffer): boolean => (isZip(bytes) && zipHas(bytes, 'vbaProject.bin')) || (isOle(bytes) && bytes.includes(Buffer.from('_VBA_PROJECT', 'utf16le')))

/** The media type of a file that may be kept, or why it may not. */
export function checkFile(name: string, bytes: Buffer): { mediaType: string } | { fault: FileFault } {
  if (bytes.length === 0) return { fault: 'empty' }
  const extension = extensionOf(name)
  const kind = Object.hasOwn(KINDS, SAME[extension] ?? extension) ? KINDS[SAME[extension] ?? extension] : undefined
  if (!kind) return { fault: 'type' }
  if (!kind.is(bytes)) return { fault: 'not-what-it-says' }
  return hasMacros(bytes) ? { fault: 'has-macros' } : { mediaType: kind.mediaType }
}

// oxlint-disable-next-line no-control-regex
const UNSAFE = /[\u0000-\u001F\u007F\u202A-\u202E\u2066-\u2069"*:<>?|\\/]/g

/** The name as it is kept: no folders, no characters that another system could not store or that turn the text around; at most 120. */
export function safeFileName(name: string): string {
  const extension = extensionOf(name)
  const stem = name.normalize('NFC').replaceAll(UNSAFE, '_').replace(/\.[^.]*$/, '').replace(/^\.+/, '').trim() || '附件'
  return `${[...stem].slice(0, 110).join('')}.${extension}`
}
