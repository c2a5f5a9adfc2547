import { InputError } from '../errors.ts'

/** An element of an XML document, with the line it starts on. Prefixes of names are dropped. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  readonly text: string
  readonly line: number
}

interface OpenElement {
  readonly name: string
  readonly attributes: Record<string, string>
  readonly children: XmlElement[]
  text: string
  readonly line: number
}

const TOKEN = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|[^<]+|</g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Reads a small XML document without document types or own entities. @throws InputError naming the line */
export function parseXml(text: string, file: string): XmlElement {
  const stack: OpenElement[] = [{ name: '', attributes: {}, children: [], text: '', line: 1 }]
  let line = 1
  const fail = (problem: string): never => {
    throw new InputError('not-xml', `${file}, line ${line}`, problem, 'Give a complete XML file')
  }
  for (const match of text.replace(/^\uFEFF/, '').matchAll(TOKEN)) {
    const [token, cdata, closing, opening, attributes = '', slash] = match
    const open = stack[stack.length - 1]
    if (token === '<!DOCTYPE') fail('document types are not read')
    else if (token === '<') fail('a tag is broken')
    else if (cdata !== undefined) open.text += cdata
    else if (closing !== undefined) {
      if (stack.length === 1 || localName(closing) !== open.name) fail(`</${closing}> does not close <${open.name}>`)
      stack.pop()
      stack[stack.length - 1].children.push({ ...open, text: open.text.trim() })
    } else if (opening !== undefined) {
      const element: OpenElement = { name: localName(opening), attributes: readAttributes(attributes), children: [], text: '', line }
      if (slash === '/') open.children.push(element)
      else stack.push(element)
    } else if (!token.startsWith('<')) open.text += decode(token)
    line += token.split('\n').length - 1
  }
  if (stack.length > 1) fail(`<${stack[stack.length - 1].name}> is not closed: the file is cut short`)
  const [root] = stack[0].children
  return root ?? fail('there is no element')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name, double, single] of source.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) attributes[name] = decode(double ?? single)
  return attributes
}

function decode(text: string): string {
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex !== undefined || decimal !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(hex ?? decimal ?? '0', hex === undefined ? 10 : 16), 0x10ffff))
    return ENTITIES[name ?? ''] ?? whole
  })
}

/** Text made safe inside an element or a quoted attribute. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&${Object.entries(ENTITIES).find(([, plain]) => plain === character)?.[0] ?? 'amp'};`)
}
