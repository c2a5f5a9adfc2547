const TABLE = Int32Array.from({ length: 256 }, (_, n) => {
  let value = n
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

const bytesOf = (data: ArrayBufferView): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength)

/** CRC-32 of the bytes of several arrays, one after another; finds damage, not forgery. @see ISO 3309 */
export function checksumOf(...parts: ArrayBufferView[]): number {
  let value = -1
  for (const part of parts) for (const byte of bytesOf(part)) value = (value >>> 8) ^ TABLE[(value ^ byte) & 255]
  return (value ^ -1) >>> 0
}
