import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../api/problem.ts'
import { dropDraft, keepDraft, readDraft } from './draft.ts'

export interface Form<T extends object> {
  values: T
  set: (change: Partial<T>) => void
  /** Why the server refused, with its faults by field; null before and after. */
  problem: ApiProblem | null
  faultOf: (field: string) => string | undefined
  isSending: boolean
  /** Whether what stands here was typed earlier and kept on this computer. */
  isFromDraft: boolean
  send: () => Promise<void>
  /** Back to the beginning; what was kept is dropped. */
  clear: () => void
}

interface Options<T extends object> {
  initial: T
  /** Where what is typed is kept until it is sent. */
  draft?: string | null | undefined
  /** Sends it. The key stays the same while the same content is sent again, so that a retry is carried out once. */
  send: (values: T, idempotencyKey: string) => Promise<unknown>
}

/** What a person types, kept until the server took it; refused fields are marked and nothing typed is lost. */
export function useForm<T extends object>({ initial, draft, send }: Options<T>): Form<T> {
  const [start] = useState(initial)
  const [kept] = useState(() => (draft ? readDraft(draft) : null))
  const [values, setValues] = useState<T>(() => ({ ...start, ...kept }))
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isSending, setSending] = useState(false)
  const [isFromDraft, setFromDraft] = useState(kept !== null)
  // What was refused; a fault is over as soon as its field says something else.
  const [refused, setRefused] = useState<T>(start)
  const attempt = useRef({ content: '', key: '' })
  const isTouched = useRef(false)

  useEffect(() => {
    if (!draft || !isTouched.current) return
    // What was sent meanwhile is no draft any more: it must not come back and be sent again.
    const later = setTimeout(() => { if (isTouched.current) keepDraft(draft, { ...values }) }, 400)
    return () => clearTimeout(later)
  }, [draft, values])

  const set = useCallback((change: Partial<T>) => {
    isTouched.current = true
    setValues((before) => ({ ...before, ...change }))
  }, [])

  const clear = (): void => {
    if (draft) dropDraft(draft)
    isTouched.current = false
    setFromDraft(false)
    setProblem(null)
    setValues(start)
  }

  const sendNow = async (): Promise<void> => {
    if (isSending) return
    const content = JSON.stringify(values)
    if (attempt.current.content !== content) attempt.current = { content, key: crypto.randomUUID() }
    setSending(true)
    setProblem(null)
    try {
      await send(values, attempt.current.key)
      isTouched.current = false
      if (draft) dropDraft(draft)
    } catch (error) {
      // Kept at once: after a lost sign-in the page may go away before the timer fires.
      if (draft) keepDraft(draft, { ...values })
      setRefused(values)
      setProblem(error instanceof ApiProblem ? error : new ApiProblem({ status: 500, code: 'web/unexpected', detail: '', faults: [] }, { cause: error }))
    } finally {
      setSending(false)
    }
  }

  const isMended = (field: string): boolean => Reflect.get(values, field) !== Reflect.get(refused, field)
  const isAllMended = problem !== null && problem.faults.length > 0 && problem.faults.every((one) => isMended(one.field))
  useEffect(() => { if (isAllMended) setProblem(null) }, [isAllMended])

  return {
    values, set, problem, isSending, isFromDraft, clear, send: sendNow,
    faultOf: (field) => (isMended(field) ? undefined : problem?.faults.find((one) => one.field === field)?.message),
  }
}
