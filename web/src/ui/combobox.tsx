import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ControlProps } from './field.tsx'
import { Icon } from './icon.tsx'
import './combobox.css'

export interface Option {
  value: string
  label: string
  /** More about it: the place a unit serves, why it is suggested. */
  hint?: string | undefined
  /** Heading it stands under. */
  group?: string | undefined
}

/** Where the options come from; asked again for every word typed. */
export interface OptionSource {
  /** Names what is asked, so that answers are remembered. */
  key: readonly unknown[]
  find: (text: string, signal: AbortSignal) => Promise<Option[]>
}

interface Props {
  control: ControlProps
  source: OptionSource
  /** What is chosen now. */
  chosen: Option | null
  onChoose: (option: Option | null) => void
  placeholder?: string | undefined
  isDisabled?: boolean
  /** A button inside the box, at its end. */
  aside?: ReactNode
  /** Options are shown as soon as the box is entered, before anything is typed. */
  opensAtOnce?: boolean
}

const WAIT_MS = 180

/** The text as it was a moment ago, so that not every letter asks the server. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const later = setTimeout(() => setSettled(text), WAIT_MS)
    return () => clearTimeout(later)
  }, [text])
  return settled
}

/** A box to type into that offers what fits (ARIA combobox with a list): arrows walk, Enter takes, Escape leaves it as it was. */
export function Combobox({ control, source, chosen, onChoose, placeholder, isDisabled = false, aside, opensAtOnce = true }: Props) {
  const { t } = useTranslation()
  const [text, setText] = useState<string | null>(null)
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const listId = useId()
  const list = useRef<HTMLUListElement>(null)
  const wanted = useSettled((text ?? '').trim())
  const shows = isOpen && (opensAtOnce || wanted !== '')
  const { data: options = [], isFetching } = useQuery({ queryKey: ['options', ...source.key, wanted], queryFn: ({ signal }) => source.find(wanted, signal), enabled: shows, staleTime: 60_000 })
  useEffect(() => setAt(0), [wanted])
  useEffect(() => { list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }) }, [at])

  const take = (option: Option): void => {
    onChoose(option)
    setText(null)
    setOpen(false)
  }
  const leave = (): void => {
    if (text !== null && text.trim() === '' && chosen) onChoose(null)
    setText(null)
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!isOpen) return setOpen(true)
      const count = options.length
      if (count) setAt((at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count)
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault()
      const option = options[at]
      if (option && wanted === (text ?? '').trim()) take(option)
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault()
      event.stopPropagation()
      setText(null)
      setOpen(false)
    } else if (event.key === 'Tab' && isOpen && text && options[at] && wanted === text.trim()) take(options[at])
  }
  return (
    <div className="combobox">
      <input
        {...control} className="input" type="text" role="combobox" autoComplete="off" spellCheck={false} disabled={isDisabled} placeholder={placeholder ?? t('combobox.type')}
        aria-expanded={shows} aria-controls={shows ? listId : undefined} aria-autocomplete="list" aria-activedescendant={shows && options[at] ? `${listId}-${at}` : undefined}
        value={text ?? chosen?.label ?? ''} onChange={(event) => { setText(event.target.value); setOpen(true) }} onClick={() => setOpen(true)} onFocus={(event) => event.target.select()} onBlur={leave} onKeyDown={onKeyDown}
      />
      <span className="combobox-aside">
        {chosen && !isDisabled && <button type="button" className="link" aria-label={t('combobox.clear')} tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={() => { onChoose(null); setText(null) }}><Icon name="close" /></button>}
        {aside}
      </span>
      {shows && (
        <div className="combobox-popup" onMouseDown={(event) => event.preventDefault()}>
          {options.length > 0 && (
            <ul id={listId} ref={list} role="listbox" aria-label={t('choose')}>
              {options.map((option, index) => [
                option.group && option.group !== options[index - 1]?.group && <li key={`group-${option.group}`} role="presentation" className="menu-title">{option.group}</li>,
                <li key={option.value} id={`${listId}-${index}`} role="option" aria-selected={index === at} className="combobox-option" onMouseMove={() => setAt(index)} onClick={() => take(option)}>
                  <span>{option.label}</span>{option.hint && <span className="tiny faint">{option.hint}</span>}
                </li>,
              ])}
            </ul>
          )}
          {options.length === 0 && <p className="combobox-none" role="status">{isFetching || wanted !== (text ?? '').trim() ? t('combobox.searching') : t('combobox.none')}</p>}
        </div>
      )}
    </div>
  )
}
