import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ACCEPTED_EXTENSIONS, checkFile, safeFileName } from './file-type.rules.ts'

const bytes = (...parts: (string | number[])[]): Buffer => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const ZIP = [0x50, 0x4b, 3, 4]
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const GOOD: [string, Buffer, string][] = [
  ['照片.JPG', bytes([0xff, 0xd8, 0xff, 0xe0], 'rest'), 'image/jpeg'], ['a.jpeg', bytes([0xff, 0xd8, 0xff, 0xe1]), 'image/jpeg'], ['a.png', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]), 'image/png'],
  ['a.gif', bytes('GIF89a'), 'image/gif'], ['a.webp', bytes('RIFF1234WEBP'), 'image/webp'], ['a.heic', bytes([0, 0, 0, 24], 'ftypheic'), 'image/heic'], ['a.bmp', bytes('BM1234'), 'image/bmp'],
  ['合同.pdf', bytes('%PDF-1.7'), 'application/pdf'], ['a.doc', bytes(OLE, 'x'), 'application/msword'], ['a.xls', bytes(OLE), 'application/vnd.ms-excel'],
  ['a.docx', bytes(ZIP, '[Content_Types].xml word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['a.xlsx', bytes(ZIP, '[Content_Types].xml xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], ['a.ofd', bytes(ZIP, 'OFD.xml'), 'application/ofd'],
  ['说明.txt', Buffer.from('我的情况说明'), 'text/plain'], ['gbk.txt', Buffer.from([0xce, 0xd2, 0xb5, 0xc4]), 'text/plain'], ['a.mp3', bytes('ID3', [4]), 'audio/mpeg'], ['b.mp3', bytes([0xff, 0xfb, 0x90]), 'audio/mpeg'],
  ['a.m4a', bytes([0, 0, 0, 24], 'ftypM4A '), 'audio/mp4'], ['a.wav', bytes('RIFF1234WAVE'), 'audio/wav'], ['a.amr', bytes('#!AMR\n'), 'audio/amr'], ['a.mp4', bytes([0, 0, 0, 24], 'ftypisom'), 'video/mp4'], ['a.mov', bytes([0, 0, 0, 20], 'ftypqt  '), 'video/quicktime'],
]

describe('a file is kept', () => {
  test.each(GOOD)('%s', (name, content, mediaType) => expect(checkFile(name, content)).toEqual({ mediaType }))
})

describe('a file is refused', () => {
  test.each([
    ['a.exe', bytes('MZ'), 'type'], ['a.html', bytes('<html>'), 'type'], ['a.svg', bytes('<svg>'), 'type'], ['a.js', bytes('alert(1)'), 'type'], ['a.zip', bytes(ZIP), 'type'], ['a', bytes('x'), 'type'],
    ['constructor', bytes('x'), 'type'], ['a.constructor', bytes('x'), 'type'], ['photo.jpg', bytes('MZ', [0x90]), 'not-what-it-says'], ['photo.jpg', bytes('<script>alert(1)</script>'), 'not-what-it-says'],
    ['a.txt', bytes('<!DOCTYPE html><script>'), 'not-what-it-says'], ['a.txt', bytes([0, 1, 2]), 'not-what-it-says'], ['a.txt', bytes([0xff, 0xff, 0xff]), 'not-what-it-says'], ['a.docx', bytes(ZIP, 'evil.exe'), 'not-what-it-says'],
    ['a.docx', bytes(OLE), 'not-what-it-says'], ['a.docx', bytes(ZIP, '[Content_Types].xml word/document.xml word/vbaProject.bin'), 'has-macros'],
    ['a.xls', Buffer.concat([bytes(OLE), Buffer.from('_VBA_PROJECT', 'utf16le')]), 'has-macros'], ['a.jpg', Buffer.alloc(0), 'empty'], ['photo.jpg.exe', bytes([0xff, 0xd8, 0xff]), 'type'],
  ] as [string, Buffer, string][])('%s: %#', (name, content, fault) => expect(checkFile(name, content)).toEqual({ fault }))

  test('a program is never kept, whatever it is called', () => {
    fc.assert(fc.property(fc.constantFrom(...ACCEPTED_EXTENSIONS), fc.constantFrom('MZ\u0090\0', '\u007fELF\0', '#!/bin/sh\n<script>', '<html><script>', '\0\0\0'), (extension, head) => {
      expect(checkFile(`x.${extension}`, Buffer.from(head, 'latin1'))).toHaveProperty('fault')
    }))
  })
})

test('the kept name has no folders, no characters that turn text around, and its own extension', () => {
  expect(safeFileName('../../etc/合同 1.PDF')).toBe('_.._etc_合同 1.pdf')
  expect(safeFileName('\u202Efdp.jpg')).toBe('_fdp.jpg')
  fc.assert(fc.property(fc.string({ maxLength: 300 }), fc.constantFrom('pdf', 'jpg'), (stem, extension) => {
    const name = safeFileName(`${stem}.${extension}`)
    expect(name).not.toMatch(/[\\/\u0000-\u001F"]/)
    expect(name.endsWith(`.${extension}`)).toBe(true)
    expect(name.length).toBeLessThan(240)
  }))
})
