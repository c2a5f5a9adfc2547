/** Lets the browser keep the body of an answer under the name the server gave it. */
export async function saveFile(response: Response, standardName: string): Promise<void> {
  const said = response.headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(said)?.[1]
  const name = encoded ? decodeURIComponent(encoded) : (/filename="([^"]+)"/i.exec(said)?.[1] ?? standardName)
  const address = URL.createObjectURL(await response.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
