import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { region } from '../../../api/directory.ts'
import { useKnownMe } from '../../../api/session.ts'

/** Says a place without the region the reader works in: 下应街道湾底村 for somebody of the county above it. */
export function useShortPlace(): (place: string) => string {
  const [post] = useKnownMe().posts
  const own = useQuery({ ...region(post?.regionCode ?? ''), enabled: post !== undefined }).data?.fullName ?? ''
  return useCallback((place: string) => (own && place.startsWith(own) && place.length > own.length ? place.slice(own.length) : place), [own])
}
