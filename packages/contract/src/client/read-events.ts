/** The data of a response's server-sent events as JSON, one after the other. Comments keep the connection alive and are left out. */
export async function* readEvents<Event>(response: Response): AsyncGenerator<Event> {
  if (response.body === null) return
  let rest = ''
  const decoder = new TextDecoder()
  for await (const bytes of response.body) {
    rest += decoder.decode(bytes, { stream: true })
    const blocks = rest.split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).trimStart())
        .join('\n')
      // The server writes what the route declares.
      if (data !== '') yield JSON.parse(data) as Event
    }
  }
}
