/** Where a list that is read page after page begins, and how it goes on. */
export const paging = {
  initialPageParam: firstPage(),
  getNextPageParam: (page: { nextCursor: string | null }): string | undefined => page.nextCursor ?? undefined,
}

function firstPage(): string | undefined {
  return undefined
}
